import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mostPictureBytes } from '../../../../src/imaging/metadata/fileNotes';
import { readNotes } from '../../../../src/imaging/metadata/readNotes';
import { credentials, pngWith } from './files';

describe('the thread that reads what a file says', function () {
  this.timeout(30_000);
  const worker = path.resolve('dist/workers/metadata.js');
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-notes-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const fileOf = (bytes: Uint8Array | string): { file: string } => {
    const file = path.join(folder, 'a.png');
    writeFileSync(file, bytes);
    return { file };
  };

  it('reads a file, and bytes', async () => {
    const bytes = pngWith([['caBX', credentials()]]);
    for (const picture of [fileOf(bytes), new Uint8Array(bytes)]) {
      const answer = await readNotes(worker, picture);
      assert.ok('notes' in answer);
      assert.equal(answer.notes.credentials?.generator, 'Google C2PA Core 1.2');
    }
  });

  it('says why there is nothing', async () => {
    assert.deepEqual(await readNotes(worker, fileOf('words')), { failed: 'noPicture' });
    const answer = await readNotes(worker, { file: path.join(folder, 'gone.png') });
    assert.ok('failed' in answer && answer.failed === 'unreadable' && /ENOENT/.test(answer.detail));
    const large = fileOf('');
    truncateSync(large.file, mostPictureBytes + 1);
    assert.deepEqual(await readNotes(worker, large), { failed: 'tooLarge' });
  });

  it('goes on where the thread dies', async () => {
    const dying = path.join(folder, 'dying.cjs');
    writeFileSync(dying, `require('node:worker_threads').parentPort.on('message', () => process.exit(1));`);
    assert.deepEqual(await readNotes(dying, fileOf('words')), { failed: 'unreadable', detail: '' });
  });
});
