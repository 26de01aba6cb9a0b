import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { parseSidecar } from '../../src/core/pictures/sidecar';
import type { Records } from '../../src/core/run/finish';
import type { PictureRecord } from '../../src/core/run/picture';
import { withSidecars } from '../../src/host/making/sidecars';

const picture: PictureRecord = {
  ...{ id: 'a', job: 'j', prompt: 'a fox', model: 'nano-banana-2', modelId: 'm', route: 'apiyi', size: '1K' },
  ...{ ratio: '1:1', width: 1, height: 1, mime: 'image/png', sha256: 'f'.repeat(64), createdAt: 5 },
  ...{ placeholder: false, attempts: [] },
};

describe('The file beside a picture', () => {
  const folder = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail(), 'beside');
  const remembered: string[] = [];
  const warned: string[] = [];
  const nothing = (): Promise<void> => Promise.resolve();
  const own: Records = {
    settle: nothing,
    flush: nothing,
    clear: nothing,
    remember: async (_, uri) => void remembered.push(uri),
  };
  const records = withSidecars(own, { warn: (line) => warned.push(line) });
  const remember = (file: string, sha256 = picture.sha256): Promise<void> =>
    records.remember({ ...picture, sha256 }, pathToFileURL(file).href);
  const set = (value: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('dualtrack').update('sidecar', value, vscode.ConfigurationTarget.Global);
  const names = async (): Promise<string[]> => (await readdir(folder)).sort();

  beforeEach(() => mkdir(folder, { recursive: true }));
  afterEach(async () => {
    await set(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  it('is written where the setting says so, once', async () => {
    await remember(path.join(folder, 'fox.png'));
    assert.deepEqual(await names(), []);
    await set(true);
    await remember(path.join(folder, 'fox.png'));
    await remember(path.join(folder, 'fox.png'));
    assert.deepEqual(await names(), ['fox.json']);
    assert.equal(parseSidecar(await readFile(path.join(folder, 'fox.json'), 'utf8'))?.prompt, 'a fox');
    assert.equal(remembered.length, 3);
  });

  it('is never written over another file', async () => {
    await set(true);
    await writeFile(path.join(folder, 'fox.json'), 'mine');
    await remember(path.join(folder, 'fox.png'));
    assert.equal(await readFile(path.join(folder, 'fox.json'), 'utf8'), 'mine');
    assert.deepEqual(await names(), ['fox.json', 'fox.png.json']);
    const before = await readFile(path.join(folder, 'fox.png.json'), 'utf8');
    await remember(path.join(folder, 'fox.png'), 'e'.repeat(64)); // another picture, for which no name is left
    assert.equal(await readFile(path.join(folder, 'fox.png.json'), 'utf8'), before);
    assert.deepEqual(await names(), ['fox.json', 'fox.png.json']);
  });

  it('is not written outside the workspace, and one that fails keeps no picture from being remembered', async () => {
    await set(true);
    const outside = path.join(path.dirname(path.dirname(folder)), 'outside.png');
    await remember(outside);
    assert.ok(!(await readdir(path.dirname(outside))).includes('outside.json'));
    const count = remembered.length;
    await remember(path.join(folder, 'nowhere', 'fox.png'));
    assert.equal(remembered.length, count + 1);
    assert.equal(warned.length, 1);
  });
});
