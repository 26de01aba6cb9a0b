import { hostileAnswers, smallAnswers } from '../answerPaths';
import { Aside } from '../aside';
import type { NextJob, Poisoned } from '../aside/poisoned';
import { hostileBodies } from '../hostileBodies';
import { withServer } from '../withServer';

interface Worst {
  readonly ms: number;
  /** Which shape it was. */
  readonly shape: string;
}

export interface PoisonedEnds {
  readonly shapes: number;
  /** Until the next job had its picture. */
  readonly next: Worst;
  readonly longestStall: Worst;
}

/** Signs of a body that goes to the reading process, and of one that is read in place. */
const sizes = { large: 4_000_000, small: 100_000 } as const;
export type PoisonedResults = Readonly<Record<keyof typeof sizes, PoisonedEnds>>;

/** Dualtrack with one hostile answer after the other, and a job behind each; the worst of them. `every`: takes each nth shape. */
export function poisoned(every: number): Promise<PoisonedResults> {
  return withServer(async (server) => {
    const process = new Aside<Poisoned, NextJob>('poisoned');
    const goodUrl = `${server}${smallAnswers}`;
    try {
      await process.ask({ poisonUrl: goodUrl, goodUrl }); // compiles what a good answer needs
      const worstOf = (size: number): Promise<PoisonedEnds> =>
        worst(every, (index) => process.ask({ poisonUrl: `${server}${hostileAnswers(index, size)}`, goodUrl }));
      return { large: await worstOf(sizes.large), small: await worstOf(sizes.small) };
    } finally {
      await process.end();
    }
  });
}

async function worst(every: number, poison: (index: number) => Promise<NextJob>): Promise<PoisonedEnds> {
  const ends: (NextJob & { readonly shape: string })[] = [];
  for (const [index, { name }] of hostileBodies.entries()) {
    if (index % every === 0) ends.push({ ...(await poison(index)), shape: name });
  }
  const worstBy = (of: keyof NextJob): Worst => {
    const [first] = ends.toSorted((a, b) => b[of] - a[of]);
    return { ms: Math.round(first?.[of] ?? NaN), shape: first?.shape ?? '' };
  };
  return { shapes: ends.length, next: worstBy('nextMs'), longestStall: worstBy('longestStallMs') };
}
