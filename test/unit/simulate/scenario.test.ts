import assert from 'node:assert/strict';
import { parseScenario, ScenarioError } from '../../simulate/scenario';
import { scenarioOf } from './scenarioOf';

function problemsOf(change: (scenario: Record<string, unknown>) => void): string {
  const raw = structuredClone(scenarioOf({})) as unknown as Record<string, unknown>;
  change(raw);
  try {
    parseScenario(raw, 'night.json');
  } catch (error) {
    assert.ok(error instanceof ScenarioError);
    return error.message;
  }
  return assert.fail('the scenario was taken');
}

describe('a scenario', () => {
  it("gets the product's own defaults where it says nothing", () => {
    const { timeBudgetSeconds, afterUncertain, model, plain } = parseScenario(scenarioOf({}), 'night.json');
    assert.deepEqual([timeBudgetSeconds, afterUncertain, model], [180, 'stop', 'nano-banana-2']);
    assert.equal(plain.timeoutSeconds, 120);
  });

  it('names the key that is wrong, and the file', () => {
    const latency = { medianSeconds: -1 };
    const route = { id: 'relay', preset: 'apiyi', priceUsd: 0.055, latency, phases: [{ fromMinute: 0 }] };
    assert.match(
      problemsOf((raw) => (raw['routes'] = [route])),
      /^night\.json: routes\[0\]\.latency\.medianSeconds: /,
    );
  });

  it('names a key that is unknown', () => {
    assert.match(
      problemsOf((raw) => (raw['tiemBudget'] = 5)),
      /tiemBudget/,
    );
  });

  it('takes no shares that are more than all requests together', () => {
    const faults = [
      { kind: 'overloaded', share: 0.6 },
      { kind: 'region', share: 0.6 },
    ];
    const route = {
      ...{ id: 'relay', preset: 'apiyi', priceUsd: 0.055, latency: { medianSeconds: 1 } },
      phases: [{ fromMinute: 0, faults }],
    };
    assert.match(
      problemsOf((raw) => (raw['routes'] = [route])),
      /routes\[0\]\.phases\[0\]\.faults: the shares/,
    );
  });

  it('takes a person only where questions are asked, and questions only with a person', () => {
    assert.match(
      problemsOf((raw) => (raw['afterUncertain'] = 'ask')),
      /person/,
    );
    const person = { afterSeconds: 1, uncertain: 'stop', slow: 'wait' };
    assert.match(
      problemsOf((raw) => (raw['person'] = person)),
      /person/,
    );
  });

  it('has phases in order from the first minute on', () => {
    const route = {
      ...{ id: 'relay', preset: 'apiyi', priceUsd: 0.055, latency: { medianSeconds: 1 } },
      phases: [{ fromMinute: 5 }],
    };
    assert.match(
      problemsOf((raw) => (raw['routes'] = [route])),
      /routes\[0\]\.phases: the first one/,
    );
  });
});
