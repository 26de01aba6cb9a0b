import type { Fault } from '../../emulator/faults';
import { Arena } from '../arena';
import type { Contestant } from '../contestant';

/** What became of one job whose first route answered oddly. */
export interface OddEnd {
  readonly end: 'picture' | 'nothing, as a success' | 'stopped';
  /** Pictures charged by both services together. */
  readonly paid: number;
  readonly secondRouteAsked: boolean;
}

const patienceMs = 1500;

/** One fault of the first route each; all but the block are charged. */
export const oddities = {
  noPicture: { do: 'noPicture', how: 'textOnly' },
  blocked: { do: 'noPicture', how: 'promptBlocked', billed: false },
  timeout: { do: 'hang', when: 'beforeHeaders' },
  brokenConnection: { do: 'drop', when: 'afterReading' },
} as const satisfies Readonly<Record<string, Fault>>;

export type Oddity = keyof typeof oddities;

export function oddAnswer(contestant: Contestant, oddity: Oddity): Promise<OddEnd> {
  return Arena.within(async (arena) => {
    const client = arena.enter(contestant, patienceMs);
    arena.relayFaults(oddities[oddity]);
    const end = await client.generate().then(
      (got): OddEnd['end'] => (got === 'picture' ? got : 'nothing, as a success'),
      (): OddEnd['end'] => 'stopped',
    );
    const { paid, officialCalls } = arena.counts();
    return { end, paid, secondRouteAsked: officialCalls > 0 };
  });
}
