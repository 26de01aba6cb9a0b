import assert from 'node:assert/strict';
import { mostDropped, pictureDragType } from '../../../../src/panel/references';
import { droppedFrom, isOfVsCode, mayHoldPictures, pastedFiles } from '../../../../src/webview/references/dropped';

const transfer = (data: Readonly<Record<string, string>>, names: readonly string[] = []) => ({
  types: Object.keys(data),
  files: names.map((name) => ({ name })),
  getData: (type: string) => data[type] ?? '',
});
const both = ['file:///w/a.png', 'file:///w/b.png'];

describe('what is dropped on the composer', () => {
  it('is all files of VS Code, where the common type has but the first', () => {
    const list = { 'application/vnd.code.uri-list': both.join('\r\n'), 'text/uri-list': 'file:///w/a.png' };
    assert.deepEqual(droppedFrom(transfer(list)), { kind: 'uris', uris: both });
    const resources = { resourceurls: JSON.stringify(both), 'text/uri-list': 'file:///w/a.png' };
    assert.deepEqual(droppedFrom(transfer(resources)), { kind: 'uris', uris: both });
  });

  it('is the bytes of files from elsewhere, whatever addresses come with them', () => {
    const dropped = droppedFrom(transfer({ 'text/uri-list': 'file:///home/a.png' }, ['a.png']));
    assert.deepEqual(dropped, { kind: 'files', files: [{ name: 'a.png' }] });
  });

  it('is a picture of the gallery by its id', () => {
    assert.deepEqual(droppedFrom(transfer({ [pictureDragType]: 'p1' })), { kind: 'picture', id: 'p1' });
  });

  it('is nothing in text, and in a list of no addresses', () => {
    assert.deepEqual(droppedFrom(transfer({ 'text/plain': 'file:///w/a.png' })), { kind: 'nothing' });
    assert.deepEqual(droppedFrom(transfer({ 'text/uri-list': '# a comment\n\n' })), { kind: 'nothing' });
    for (const json of ['{', '{"a":1}', '[1,{}]', 'null']) {
      assert.deepEqual(droppedFrom(transfer({ resourceurls: json })), { kind: 'nothing' }, json);
    }
  });

  it('is bounded', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `file:///${n}.png`);
    const dropped = droppedFrom(transfer({ 'text/uri-list': ['x'.repeat(5_000), ...many].join('\n') }));
    assert.deepEqual(dropped, { kind: 'uris', uris: many.slice(0, mostDropped) });
  });

  it('can be told while it is dragged, and whether it needs Shift', () => {
    for (const type of ['Files', 'text/uri-list', pictureDragType, 'CodeFiles', 'resourceurls']) {
      assert.equal(mayHoldPictures([type, 'text/plain']), true, type);
    }
    assert.equal(mayHoldPictures(['text/plain', 'text/html']), false);
    assert.equal(isOfVsCode(['text/uri-list', 'codefiles']), true);
    assert.equal(isOfVsCode(['text/uri-list', 'Files']), false);
  });
});

describe('what is pasted', () => {
  const pasted = (text: string, ...names: string[]) =>
    pastedFiles(transfer({ 'text/plain': text }, names)).map(({ name }) => name);

  it('is a picture where there is no text, or only the name or path of its file', () => {
    assert.deepEqual(pasted('', 'image.png'), ['image.png']);
    assert.deepEqual(pasted('photo.png', 'photo.png'), ['photo.png']);
    assert.deepEqual(pasted('/home/me/a.png\nC:\\b.png\n', 'a.png', 'b.png'), ['a.png', 'b.png']);
  });

  it('is text where there is any, also beside a picture of it', () => {
    assert.deepEqual(pasted('a fox', 'image.png'), []);
    assert.deepEqual(pasted('a fox'), []);
    assert.deepEqual(pasted('x'.repeat(200_000), 'image.png'), []);
  });
});
