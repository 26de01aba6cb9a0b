import assert from 'node:assert/strict';
import { runUnderLimit } from './limitRun';

describe('a limit that several processes share', () => {
  it('lets 400 of 1,000 pictures be paid, and never 401', async () => {
    const run = await runUnderLimit({ most: 400, processes: 4, jobsEach: 250 });
    assert.deepEqual([run.charged, run.ok, run.failures], [400, 400, ['budget']]);
    assert.deepEqual([run.known, run.unknown], [run.limit, 0]);
  });

  it('holds, and no paid row is lost, while processes are killed at random', async () => {
    const run = await runUnderLimit({ most: 60, processes: 4, jobsEach: 40, kills: 3 });
    assert.ok(run.charged <= 60, `${run.charged} were charged`);
    assert.ok(run.known + run.unknown <= run.limit, 'charged and reserved');
    assert.ok(run.paidRows >= run.charged, `${run.charged} were charged, ${run.paidRows} rows know of it`);
    assert.equal(run.paidRows, 60); // what a dead process has reserved counts until it is settled
  });
});
