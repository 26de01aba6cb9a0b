import type { LimitReached } from './limitReached';
import { mostLimitUsd } from './limits';
import { usdOf, wholeNano } from './nano';
import { typedUsd } from './typedUsd';

/** What is wrong with a new limit: no amount at all, less than the picture needs, or more than can be set. */
export type RaiseProblem = 'noAmount' | 'tooLittle' | 'tooMuch';

type Reached = Pick<LimitReached, 'spentUsd' | 'reservedUsd' | 'nextUsd' | 'limitUsd'>;

/** The least limit, in US dollars, that the picture fits in. */
export function leastLimitUsd({ spentUsd, reservedUsd, nextUsd }: Reached): number {
  return usdOf(wholeNano(spentUsd) + wholeNano(reservedUsd) + wholeNano(nextUsd));
}

/** The same as people read it: never less than it is. */
export function leastLimitText(reached: Reached): string {
  return `$${(Math.ceil(leastLimitUsd(reached) * 1000 - 1e-6) / 1000).toFixed(3)}`;
}

/** A new limit to propose: whole dollars, with room for more than this picture. */
export function proposedLimitUsd(reached: Reached): number {
  return Math.min(Math.floor(Math.max(leastLimitUsd(reached), reached.limitUsd)) + 1, mostLimitUsd);
}

/** The amount that somebody typed, such as `5`, `$7.50` or `7,50`, or what is wrong with it. */
export function raisedLimitUsd(text: string, reached: Reached): number | RaiseProblem {
  const usd = typedUsd(text);
  if (usd === undefined) return 'noAmount';
  if (usd > mostLimitUsd) return 'tooMuch';
  const [given, least] = [wholeNano(usd), wholeNano(leastLimitUsd(reached))];
  // one at an unknown price needs some room
  return given < least || (reached.nextUsd === 0 && given === least) ? 'tooLittle' : usd;
}
