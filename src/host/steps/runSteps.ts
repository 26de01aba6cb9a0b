import type { Step } from './pickStep';

/** Where a question stands among the others, from 1. */
export interface Place {
  readonly step: number;
  readonly total: number;
}

/** One question of several: what it changes in the draft, a way back, or (undefined) no more. */
export type Ask<D> = (draft: D, place: Place) => Promise<Step<Partial<D>> | BackTo<D>>;

/** An earlier question comes again, since its answer was of no use. */
interface BackTo<D> {
  readonly picked: Partial<D>;
  readonly backTo: Ask<D>;
}

/**
 * Asks one question after the other, with a way back. Which questions there are follows from the answers so far. Undefined:
 * the user would rather not, and nothing has changed.
 */
export async function runSteps<D>(start: D, stepsOf: (draft: D) => readonly Ask<D>[]): Promise<D | undefined> {
  let draft = start;
  const unasked = new Set<number>();
  for (let step = 0; ;) {
    const steps = stepsOf(draft);
    const ask = steps[step];
    if (!ask) return draft;
    const answer = await ask(draft, { step: step + 1, total: steps.length });
    if (answer === undefined) return undefined;
    if (answer === 'back') {
      do step = Math.max(0, step - 1);
      while (step > 0 && unasked.has(step));
    } else {
      draft = { ...draft, ...answer.picked };
      if ('backTo' in answer) {
        step = Math.max(0, stepsOf(draft).indexOf(answer.backTo));
        continue;
      }
      if (answer.more) continue;
      if (answer.unasked) unasked.add(step);
      else unasked.delete(step);
      step += 1;
    }
  }
}
