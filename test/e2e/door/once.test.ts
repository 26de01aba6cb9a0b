import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { generateOnce } from '../../harness/once';
import { removeFolder, temporaryFolder } from '../../../scripts/project';

describe('npm start -- --once', () => {
  it('tells where the picture of a stranger is, and by which route it came', async () => {
    const folder = temporaryFolder();
    try {
      const file = 'assets/a-lighthouse-placeholder.png';
      assert.equal(await generateOnce(folder, 'a lighthouse'), `saved ${file} via placeholder`);
      assert.ok(fs.existsSync(path.join(folder, file)));
    } finally {
      removeFolder(folder);
    }
  });
});
