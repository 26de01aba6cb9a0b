import assert from 'node:assert/strict';
import { folderChoice } from '../../../src/work/folderChoice';

describe('the folder for a picture', () => {
  const site = { uri: 'file:///site' };
  const game = { uri: 'file:///game' };
  const docs = { uri: 'file:///docs' };
  const all = [site, game, docs];
  const gone = 'file:///gone';

  it('is asked for after the picture is there, where none is open', () => {
    assert.deepEqual(folderChoice([], { chosen: gone, atWork: gone, last: gone }), { kind: 'saveAs' });
  });

  it('is the only one', () => {
    assert.deepEqual(folderChoice([site], { atWork: gone }), { kind: 'folder', folder: site });
  });

  it('is the chosen one before the one at work, and that before the last', () => {
    const hints = { chosen: docs.uri, atWork: game.uri, last: site.uri };
    assert.deepEqual(folderChoice(all, hints), { kind: 'folder', folder: docs });
    assert.deepEqual(folderChoice(all, { ...hints, chosen: undefined }), { kind: 'folder', folder: game });
  });

  it('is chosen anew when the chosen one is no longer there', () => {
    assert.deepEqual(folderChoice(all, { chosen: gone, atWork: game.uri }), { kind: 'folder', folder: game });
    assert.deepEqual(folderChoice(all, { chosen: gone }), { kind: 'ask', folders: all });
  });

  it('is asked for among several, the last answer first', () => {
    assert.deepEqual(folderChoice(all, { last: docs.uri }), { kind: 'ask', folders: [docs, site, game] });
    assert.deepEqual(folderChoice(all, { last: gone }), { kind: 'ask', folders: all });
  });
});
