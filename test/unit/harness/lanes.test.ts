import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { removeFolder, temporaryFolder } from '../../../scripts/project';
import { runInLanes } from '../../harness/lanes';

/** Each is a file of tests. */
const files = {
  'passes.test.js': `it('passes', () => undefined); it('is skipped', function () { this.skip(); });`,
  'deep/fails.test.js': `it('passes', () => undefined); it('fails', () => { throw new Error('why'); });`,
  'crashes.test.js': `it('passes', () => undefined); it('crashes', () => process.exit(3));`,
  'hangs.test.js': `it('hangs', () => { for (;;); });`,
  'no test.js': `throw new Error('nobody runs it');`,
};

describe('files of tests that are run side by side', () => {
  let folder: string;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => removeFolder(folder));

  function write(names: readonly (keyof typeof files)[]): void {
    for (const name of names) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), files[name]);
    }
  }

  /** How they went, and what was printed, without its colours (a CI service may ask for them). */
  async function run(limitMs: number, graceMs?: number) {
    const printed: string[] = [];
    const print = (text: string): void => void printed.push(text);
    const report = await runInLanes(folder, {
      timeout: 600_000,
      limitMs,
      graceMs,
      lanes: 2,
      longest: ['deep/fails'],
      print,
    });
    return { report, printed: stripVTControlCharacters(printed.join('')) };
  }

  it('are counted together; what failed is named', async () => {
    write(['passes.test.js', 'deep/fails.test.js', 'no test.js']);
    const { report, printed } = await run(60_000);
    assert.deepEqual(report, { passed: 2, failed: 1, skipped: 1, failures: [{ title: 'fails', why: 'why' }] });
    assert.match(printed, /--- passes: \d+ s\n[\s\S]*✔ passes/);
  });

  it('have failed where their process crashes', async () => {
    write(['passes.test.js', 'crashes.test.js']);
    const { report } = await run(60_000);
    const failures = [{ title: 'crashes', why: 'its process ended with code 3' }];
    assert.deepEqual(report, { passed: 1, failed: 1, skipped: 1, failures });
  });

  it('have failed where their process does not end, and are ended', async () => {
    write(['hangs.test.js']);
    const { report } = await run(1_000, 1);
    const failures = [{ title: 'hangs', why: 'its process ended with code 1' }];
    assert.deepEqual(report, { passed: 0, failed: 1, skipped: 0, failures });
  });
});
