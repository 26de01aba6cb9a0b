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
  'unsteady.test.js': `const fs = require('fs'), mark = __filename + '.tried';
    it('fails once', () => { if (!fs.existsSync(mark)) { fs.writeFileSync(mark, ''); throw new Error('first'); } });`,
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
  async function run(limitMs: number, graceMs?: number, secondTries = 0) {
    const printed: string[] = [];
    const print = (text: string): void => void printed.push(text);
    const report = await runInLanes(folder, {
      timeout: 600_000,
      limitMs,
      graceMs,
      lanes: 2,
      longest: ['deep/fails'],
      secondTries,
      print,
    });
    return { report, printed: stripVTControlCharacters(printed.join('')) };
  }

  it('are counted together; what failed is named', async () => {
    write(['passes.test.js', 'deep/fails.test.js', 'no test.js']);
    const { report, printed } = await run(60_000);
    assert.deepEqual(report, {
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: [{ title: 'fails', why: 'why' }],
      unsteady: [],
    });
    assert.match(printed, /--- passes: \d+ s\n[\s\S]*✔ passes/);
  });

  it('run once more where few have failed, which is told, and one that fails again has failed', async () => {
    write(['passes.test.js', 'unsteady.test.js']);
    const once = await run(60_000, undefined, 1);
    const unsteady = [{ title: 'fails once', why: 'first' }];
    assert.deepEqual(once.report, { passed: 2, failed: 0, skipped: 1, failures: [], unsteady });
    assert.match(once.printed, /--- unsteady: a second try, alone/);
    write(['deep/fails.test.js']);
    const again = await run(60_000, undefined, 1);
    const failures = [{ title: 'fails', why: 'why' }];
    assert.deepEqual(again.report, { passed: 3, failed: 1, skipped: 1, failures, unsteady: [] });
  });

  it('do not run once more where more have failed than by accident', async () => {
    write(['unsteady.test.js', 'deep/fails.test.js']);
    const { report } = await run(60_000, undefined, 1);
    assert.deepEqual([report.passed, report.failed, report.unsteady], [1, 2, []]);
  });

  it('have failed where their process crashes', async () => {
    write(['passes.test.js', 'crashes.test.js']);
    const { report } = await run(60_000);
    const failures = [{ title: 'crashes', why: 'its process ended with code 3' }];
    assert.deepEqual(report, { passed: 1, failed: 1, skipped: 1, failures, unsteady: [] });
  });

  it('have failed where their process does not end, and are ended', async () => {
    write(['hangs.test.js']);
    const { report } = await run(1_000, 1);
    const failures = [{ title: 'hangs', why: 'its process ended with code 1' }];
    assert.deepEqual(report, { passed: 0, failed: 1, skipped: 0, failures, unsteady: [] });
  });
});
