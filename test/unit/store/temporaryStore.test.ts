import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createTemporaryStore } from '../../../src/store/temporaryStore';
import { TestFolder } from './folder';

describe('the folder of a door without a ledger', () => {
  const folder = new TestFolder();

  it('goes with its process, at the latest when the next one begins', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    const [ofDead, ofLiving, ofOthers] = [`${dead}-${randomUUID()}`, `${process.ppid}-${randomUUID()}`, randomUUID()];
    for (const name of [ofDead, ofLiving, ofOthers]) {
      await mkdir(folder.file(name));
      await writeFile(folder.file(`${name}/answer.part`), 'a prompt, a picture');
    }
    const store = createTemporaryStore(folder.path, (error) => assert.fail(String(error)));
    await store.close();
    assert.deepEqual((await readdir(folder.path)).sort(), [ofLiving, ofOthers].sort());
  });
});
