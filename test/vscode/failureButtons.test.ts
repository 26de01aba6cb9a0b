import assert from 'node:assert/strict';
import type { Attempt } from '../../src/core/run/attempts';
import type { FailureFacts } from '../../src/core/failures/failure';
import { GenerationFailure } from '../../src/core/failures/failure';
import type { Route } from '../../src/core/services/route';
import { parseRoutes } from '../../src/core/settings/settings';
import { failureButtons } from '../../src/host/remedies/failureActions';
import { failureMessage } from '../../src/host/texts/failureText';

const [relay, google] = parseRoutes([
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'studio', preset: 'google-ai-studio' },
]) as [Route, Route];

function attempt(route: Route, facts: FailureFacts): Attempt {
  const failure = new GenerationFailure(facts);
  return { route, modelId: 'm', charge: facts.charge, costUsd: 0.055, failure, startedAt: 0, ms: 1 };
}

/** The labels below the message of a job that ended with the last of these. */
function labelsOf(attempts: readonly Attempt[], most?: number): string[] {
  const failure = attempts.at(-1)?.failure;
  assert.ok(failure);
  const message = failureMessage({ ok: false, failure, attempts, skipped: [], obstacles: [] });
  const steps = { again: () => undefined, changePrompt: async () => undefined };
  return failureButtons(message, steps, most).map(({ label }) => label);
}

const cut: FailureFacts = { kind: 'interrupted', charge: 'unknown' };

describe('The buttons of a failure', () => {
  it('offer to settle what may have been charged, behind what helps first', () => {
    assert.deepEqual(labelsOf([attempt(relay, cut)]), ['Try Again', 'Settle…', 'Show Log']);
    assert.deepEqual(labelsOf([attempt(relay, cut)], 2), ['Try Again', 'Settle…']);
    const free: FailureFacts = { kind: 'overloaded', charge: 'none' };
    assert.deepEqual(labelsOf([attempt(relay, free)]), ['Try Again', 'Show Log']);
    assert.deepEqual(labelsOf([attempt(relay, cut), attempt(google, free)]), ['Try Again', 'Settle…', 'Show Log']);
  });

  it('offer what mends a route that was asked before the last one', () => {
    const attempts = [
      attempt(relay, { kind: 'credit', charge: 'none' }),
      attempt(google, { kind: 'overloaded', charge: 'none' }),
    ];
    assert.deepEqual(labelsOf(attempts), ['Try Again', 'Open Billing', 'Show Log']);
    assert.deepEqual(labelsOf([...attempts, attempt(relay, { kind: 'credit', charge: 'none' })]).slice(0, 2), [
      'Open Billing',
      'Try Again',
    ]);
  });

  it('lead back to the prompt where a model said something instead of giving a picture', () => {
    const silent: FailureFacts = { kind: 'noImage', charge: 'none' };
    assert.deepEqual(labelsOf([attempt(relay, silent)]), ['Try Again', 'Show Log']);
    const asking = { ...silent, providerMessage: 'Which colour should the roof have?' };
    assert.deepEqual(labelsOf([attempt(relay, asking)]), ['Edit Prompt', 'Try Again', 'Show Log']);
    const paid = { ...asking, charge: 'unknown' as const };
    assert.deepEqual(labelsOf([attempt(relay, paid)]), ['Edit Prompt', 'Settle…', 'Try Again']);
  });
});
