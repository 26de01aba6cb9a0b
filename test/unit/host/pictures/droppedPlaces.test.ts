import assert from 'node:assert/strict';
import { droppedPlace } from '../../../../src/host/pictures/droppedPlaces';

const local = { schemes: ['file', 'memfs'], isRemote: false };
const remote = { schemes: ['file'], isRemote: true };

describe('the address of a dropped file', () => {
  it('is that of a file of this machine, of the workspace or of VS Code', () => {
    for (const uri of ['file:///w/a%20b.png', 'memfs:/a.png', 'vscode-userdata:/User/a.png']) {
      assert.equal(droppedPlace(uri, local), uri);
    }
    assert.equal(
      droppedPlace('vscode-remote://ssh-remote+box/w/a.png', local),
      'vscode-remote://ssh-remote+box/w/a.png',
    );
  });

  it('is a plain file for an extension that runs where the file lies', () => {
    assert.equal(droppedPlace('vscode-remote://wsl+Ubuntu/w/a.png', remote), 'file:///w/a.png');
    assert.equal(droppedPlace('VSCODE-REMOTE://127.0.0.1:8080/w/a.png', remote), 'file:///w/a.png');
  });

  it('has no query and no fragment', () => {
    assert.equal(droppedPlace('file:///w/a.png?x=1#L2', local), 'file:///w/a.png');
  });

  for (const text of [
    'https://example.com/a.png',
    'http://127.0.0.1/a.png',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'command:dualtrack.generateImage',
    'vscode-local:/etc/passwd',
    'untitled:/a.png',
    '/etc/passwd',
    'C:\\a.png',
    'a.png',
    '',
    'file:///a\n.png',
    `file:///${'x'.repeat(5_000)}`,
  ]) {
    it(`is not ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(droppedPlace(text, local), undefined);
      assert.equal(droppedPlace(text, remote), undefined);
    });
  }
});
