import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contributes, name, publisher } from '../../package.json';
import { panelViewId } from '../../src/ids';

describe('The manifest', () => {
  before(() => vscode.extensions.getExtension(`${publisher}.${name}`)?.activate());

  it('names exactly the commands that the extension registers', async () => {
    const declared = contributes.commands.map((entry) => entry.command);
    const registered = (await vscode.commands.getCommands()).filter(
      (id) => id.startsWith(`${name}.`) && !id.startsWith(`${panelViewId}.`), // VS Code's own, such as the one that shows the view
    );
    assert.deepEqual(registered.sort(), declared.sort());
  });
});
