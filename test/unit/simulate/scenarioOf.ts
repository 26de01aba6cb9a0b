import type { Fault, Scenario } from '../../simulate/scenario';
import { parseScenario } from '../../simulate/scenario';

/** A fault as a scenario file spells it. */
export type GivenFault = Pick<Fault, 'kind' | 'share'> & Partial<Fault>;

interface Given {
  readonly relay?: readonly GivenFault[];
  readonly studio?: readonly GivenFault[];
  readonly jobs?: Scenario['jobs'];
  readonly seed?: number;
  readonly afterUncertain?: Scenario['afterUncertain'];
  readonly person?: Scenario['person'];
}

/** A small scenario with a relay before the official service, checked as a file would be. */
export function scenarioOf({
  relay = [],
  studio = [],
  jobs,
  seed = 1,
  afterUncertain = 'stop',
  person,
}: Given): Scenario {
  return parseScenario(
    {
      title: 'a test',
      about: 'A relay before the official service.',
      seed,
      jobs: jobs ?? { count: 60, overMinutes: 30 },
      afterUncertain,
      ...(person ? { person } : {}),
      routes: [
        {
          ...{ id: 'relay', preset: 'apiyi', priceUsd: 0.055, latency: { medianSeconds: 13 } },
          phases: [{ fromMinute: 0, faults: relay }],
        },
        {
          ...{ id: 'studio', preset: 'google-ai-studio', priceUsd: 0.067, latency: { medianSeconds: 9 } },
          phases: [{ fromMinute: 0, faults: studio }],
        },
      ],
    },
    'test',
  );
}
