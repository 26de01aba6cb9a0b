import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Comparison } from '../../simulate/compare';
import { compareAll, readScenarios } from '../../simulate/compare';
import { toTable, withTable } from '../../simulate/readmeTable';

describe('the scenarios', function () {
  this.timeout(60_000);
  let all: Comparison[] = [];
  before(async () => {
    all = await compareAll(readScenarios('test/simulate/scenarios'));
  });
  const find = (title: string): Comparison =>
    all.find((comparison) => comparison.title === title) ?? assert.fail(`there is no "${title}"`);

  it('give the table that stands in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    assert.equal(readme, withTable(readme, toTable(all)), 'run: npm run -s simulate -- --all --readme');
  });

  it('send thousands of jobs in which nobody pays twice without consent', () => {
    for (const { title, dualtrack } of all) {
      assert.ok(dualtrack.jobs >= 1000, title);
      assert.equal(dualtrack.paidTwiceUnasked, 0, title);
    }
  });

  it('deliver as many as the plain try/except or more wherever all failures are free', () => {
    for (const { title, dualtrack, plain } of all) {
      if (dualtrack.saidMayHavePaid > 0) continue;
      assert.ok(dualtrack.delivered >= plain.delivered, title);
      assert.ok(dualtrack.paidForNothing === 0, title);
    }
  });

  it('deliver 99.9 % at one paid call a picture while both routes answer 45 % with 503', () => {
    const { dualtrack, plain } = find('both routes 45 % 503');
    assert.ok(dualtrack.deliveredShare >= 0.999);
    assert.equal(dualtrack.paidCallsPerPicture, 1);
    assert.ok(plain.deliveredShare < 0.9);
  });

  it('deliver everything on one route while the other has no quota, region or service', () => {
    for (const title of [
      'daily quota gone at noon',
      'official blocked in the region',
      'relay in maintenance for an hour',
    ]) {
      const { dualtrack } = find(title);
      assert.ok(dualtrack.deliveredShare >= 0.999, title);
      assert.equal(dualtrack.paidCalls, dualtrack.delivered, title);
    }
  });

  it('do not wait for a route in maintenance with each job', () => {
    const { dualtrack, plain } = find('relay in maintenance for an hour');
    assert.ok((dualtrack.secondsToPicture?.p50 ?? Infinity) < (plain.secondsToPicture?.p50 ?? 0));
  });

  it('charge nothing when everything is down', () => {
    const { dualtrack } = find('everything down');
    assert.deepEqual([dualtrack.delivered, dualtrack.paidCalls, dualtrack.saidMayHavePaid], [0, 0, 0]);
  });

  it('pay once for each picture of a relay that dies slowly', () => {
    const { dualtrack, plain } = find('relay dies slowly (latency ×20)');
    assert.equal(dualtrack.paidTwice, 0);
    assert.ok(plain.paidTwice > 0);
  });

  it('stop after a time-out that was charged, and say of each that it may have been', () => {
    const { dualtrack } = find('relay times out and charges');
    assert.equal(dualtrack.paidTwice, 0);
    assert.equal(dualtrack.failures.timeout, dualtrack.paidForNothing);
    assert.equal(dualtrack.saidMayHavePaid, dualtrack.paidForNothing);
  });

  it('go on after such a time-out when somebody agrees', () => {
    const { dualtrack } = find('the same, and you are asked and agree');
    assert.ok(dualtrack.deliveredShare >= 0.999);
    assert.ok(dualtrack.paidTwice > 0);
  });
});
