import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dualtrack } from '../../simulate/dualtrack';
import { faultKinds } from '../../simulate/faults';
import { plain } from '../../simulate/plain';
import { tallyOf } from '../../simulate/tally';
import type { JobResult } from '../../simulate/world';
import { play } from '../../simulate/world';
import type { GivenFault } from './scenarioOf';
import { scenarioOf } from './scenarioOf';

const faultLists: fc.Arbitrary<GivenFault[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...faultKinds), share: fc.constantFrom(0.05, 0.2, 0.33) }),
  { maxLength: 3 },
);

const people = fc.record({
  afterSeconds: fc.constantFrom(0, 20, 400),
  uncertain: fc.constantFrom('switch', 'stop'),
  slow: fc.constantFrom('wait', 'switch', 'stop'),
});

const scenarios = fc
  .record({
    relay: faultLists,
    studio: faultLists,
    seed: fc.nat(),
    jobs: fc.record({ count: fc.integer({ min: 1, max: 40 }), overMinutes: fc.constantFrom(0.01, 5, 60) }),
    mode: fc.oneof(fc.constant('stop' as const), fc.constant('switch' as const), people),
  })
  .map(({ mode, ...given }) =>
    scenarioOf(
      typeof mode === 'string' ? { ...given, afterUncertain: mode } : { ...given, afterUncertain: 'ask', person: mode },
    ),
  );

const secondsOf = ({ startedAt, endedAt }: JobResult): number => (endedAt - startedAt) / 1000;

describe('the simulation', () => {
  it('gives the same results for the same scenario, and others for another seed', async () => {
    const faults = [{ kind: 'overloaded', share: 0.45 }] as const;
    const first = await play(scenarioOf({ relay: faults, studio: faults }), dualtrack);
    assert.deepEqual(await play(scenarioOf({ relay: faults, studio: faults }), dualtrack), first);
    assert.notDeepEqual(await play(scenarioOf({ relay: faults, studio: faults, seed: 2 }), dualtrack), first);
  });

  it('sends both clients the same jobs at the same times', async () => {
    const starts = (results: readonly JobResult[]): number[] => results.map(({ startedAt }) => startedAt);
    const scenario = scenarioOf({ relay: [{ kind: 'noAnswer', share: 0.3 }] });
    assert.deepEqual(starts(await play(scenario, dualtrack)), starts(await play(scenario, plain)));
  });

  it('ends each job exactly once, and delivers nothing that was not paid', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const results = await play(scenario, dualtrack);
        assert.deepEqual(
          results.map(({ job }) => job),
          Array.from({ length: scenario.jobs.count }, (_, job) => job),
        );
        for (const { delivered, failure, paidCalls, startedAt, endedAt } of results) {
          assert.notEqual(delivered, failure !== undefined);
          assert.ok(paidCalls >= (delivered ? 1 : 0));
          assert.ok(endedAt >= startedAt);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never pays more often than once and once more for each consent', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const allowed = scenario.afterUncertain === 'switch' ? 1 : 0;
        for (const { paidCalls, consents } of await play(scenario, dualtrack)) {
          assert.ok(paidCalls <= 1 + Math.min(consents + allowed, 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never calls free what the bill says was charged', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        for (const { delivered, paidCalls, mayHavePaid } of await play(scenario, dualtrack)) {
          if (paidCalls > (delivered ? 1 : 0)) assert.ok(mayHavePaid);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows how the plain try/except pays twice after a time-out', async () => {
    const scenario = scenarioOf({ relay: [{ kind: 'noAnswer', share: 1 }] });
    const tally = tallyOf(await play(scenario, plain), false);
    assert.equal(tally.paidTwiceUnasked, scenario.jobs.count);
    assert.equal(tally.paidCallsPerPicture, 2);
  });

  it('lets a person who is slow to answer find the picture that came meanwhile', async () => {
    const person = { afterSeconds: 400, uncertain: 'switch', slow: 'switch' } as const;
    const scenario = scenarioOf({ afterUncertain: 'ask', person, jobs: { count: 3, overMinutes: 60 } });
    const slow = {
      ...scenario,
      routes: scenario.routes.map((route) => ({ ...route, latency: { medianSeconds: 500, spread: 0 } })),
    };
    const results = await play(slow, dualtrack);
    assert.ok(results.every(({ delivered, paidCalls, consents }) => delivered && paidCalls === 1 && consents === 0));
    assert.ok(results.every((result) => secondsOf(result) === 500));
  });
});
