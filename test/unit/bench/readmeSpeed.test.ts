import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withSpeedTable } from '../../bench/readmeSpeed';
import type { Results } from '../../bench/results';
import { foundIn } from '../../bench/results';

const read = (name: string): string => readFileSync(path.join(process.cwd(), name), 'utf8');

describe('the table "How fast it is" in the README', () => {
  const place = 'before\n<!-- speed: begin (made by "npm run bench") -->\n<!-- speed: end -->\nafter';

  it('has the figures of the bench that were taken last', () => {
    const readme = read('README.md');
    const found = foundIn(JSON.parse(read('test/bench/results.json')) as Results);
    assert.equal(readme, withSpeedTable(readme, found), '"npm run bench" renews it');
  });

  it('has rows only for what was taken', () => {
    const memory = { 'Dualtrack, generateContent': { mbAboveIdle: 150 }, '@google/genai': { mbAboveIdle: 900 } };
    const lines = withSpeedTable(place, { memory }).split('\n');
    const rows = lines.filter((line) => line.startsWith('| '));
    assert.equal(rows.length, 3, 'a head, a line below it, and a row');
    assert.match(rows[2] ?? '', /\| 150 MB \| `@google\/genai` 900 MB \|$/);
  });

  it('shows a dash for a client that did not take part', () => {
    const readme = withSpeedTable(place, { ownWork: { Dualtrack: { direct: 1.5, withFailover: 2 } } });
    assert.match(readme, /\| 1\.50 \/ 2\.00 \| ai \+ ai-retry – \/ –, /);
  });
});
