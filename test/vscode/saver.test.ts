import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PictureRecord } from '../../src/core/run/picture';
import { KeptPictures } from '../../src/host/pictures/keptPictures';
import { Saver } from '../../src/host/pictures/saver';
import { stagePicture } from '../../src/store/pictures/pictureFile';

/** Files in memory, of a scheme of their own. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  stat({ path: name }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(name);
    const isFolder = name === '/' || name === '/assets';
    if (!bytes && !isFolder) throw vscode.FileSystemError.FileNotFound();
    const type = bytes ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: bytes?.byteLength ?? 0 };
  }

  readFile({ path: name }: vscode.Uri): Uint8Array {
    return this.files.get(name) ?? assert.fail(`no ${name}`);
  }

  writeFile({ path: name }: vscode.Uri, bytes: Uint8Array): void {
    this.files.set(name, bytes);
  }

  readDirectory = (): [string, vscode.FileType][] => [];
  createDirectory = (): void => undefined;
  delete = (): void => assert.fail('nothing is deleted');
  rename = (): void => assert.fail('nothing is renamed');
}

const bytes = Buffer.from('the bytes of a picture');
const record: PictureRecord = {
  ...{ id: 'a', job: 'a', prompt: 'a fox', model: 'm', modelId: 'm', route: 'r', size: '1K', ratio: '1:1' },
  ...{ width: 1, height: 1, mime: 'image/png', sha256: '', createdAt: 1, placeholder: false, attempts: [] },
};

describe('a picture for a folder that is not of this machine', () => {
  it('is copied there through VS Code, byte for byte, and overwrites nothing', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'dualtrack-saver-'));
    const files = new MemoryFiles();
    const provider = vscode.workspace.registerFileSystemProvider('dualtrack-memory', files);
    try {
      const staging = path.join(home, 'staging');
      const saver = new Saver(new KeptPictures(vscode.Uri.file(home)), staging);
      const folder = 'dualtrack-memory:/assets';
      for (const name of ['a-fox.png', 'a-fox-2.png']) {
        const { path: file } = await stagePicture({ bytes, mime: 'image/png', width: 1, height: 1 }, [staging]);
        const destination = { kind: 'folder', workspaceFolder: 'dualtrack-memory:/', folder } as const;
        const { uri, keptBecause } = await saver.save({ record, file, settled: true }, destination);
        assert.deepEqual([uri, keptBecause], [`${folder}/${name}`, undefined]);
        assert.deepEqual(Buffer.from(files.files.get(`/assets/${name}`) ?? []), bytes);
      }
      assert.deepEqual(await readdir(staging), []);
    } finally {
      provider.dispose();
      await rm(home, { recursive: true });
    }
  });
});
