import type { Fault } from '../../emulator/faults';
import { Arena } from '../arena';
import type { Contestant } from '../contestant';

export interface BadDay {
  readonly delivered: number;
  readonly paid: number;
  readonly paidPerPicture: number | null;
  /** Jobs that were charged twice. Nobody was asked. */
  readonly paidTwice: number;
}

const well: Fault = { do: 'answer' };
const overloaded: Fault = { do: 'error', error: 'overloaded' };
const broken: Fault = { do: 'drop', when: 'afterReading' };
const wordsOnly: Fault = { do: 'noPicture', how: 'textOnly' };
/** What the relay does to ten requests, over and over. */
const ten = [well, overloaded, well, wordsOnly, well, overloaded, well, broken, well, overloaded];

export const badDayJobs = 40;

/** Jobs one after the other, each of a new client, while the relay has all sorts of faults. */
export function badDay(contestant: Contestant): Promise<BadDay> {
  return Arena.within(async (arena) => {
    let delivered = 0;
    let paidTwice = 0;
    for (let job = 0; job < badDayJobs; job += 1) {
      const before = arena.counts().paid;
      arena.relayFaults(ten[job % ten.length] ?? well);
      const end = await arena
        .enter(contestant)
        .generate()
        .catch(() => 'nothing');
      if (end === 'picture') delivered += 1;
      if (arena.counts().paid - before > 1) paidTwice += 1;
    }
    const { paid } = arena.counts();
    return {
      delivered,
      paid,
      paidTwice,
      paidPerPicture: delivered === 0 ? null : Number((paid / delivered).toFixed(3)),
    };
  });
}
