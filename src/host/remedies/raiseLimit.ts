import * as vscode from 'vscode';
import type { LimitReached } from '../../core/money/limitReached';
import { mostLimitUsd } from '../../core/money/limits';
import type { RaiseProblem } from '../../core/money/raised';
import { leastLimitText, proposedLimitUsd, raisedLimitUsd } from '../../core/money/raised';
import { formatUsd } from '../../core/services/price';
import type { Route } from '../../core/services/route';
import { rawRouteEntries, writeLimit, writeRouteEntries } from '../settings/configuration';
import { inputStep } from '../steps/inputStep';
import { limitText, raiseTitle } from '../texts/money/limitText';

/**
 * Asks the person at this window for a new limit that so many pictures fit in, and sets it. False: they would rather not. Rejects
 * where the settings cannot be written.
 */
export async function raiseLimit(refused: LimitReached, route: Route | undefined, pictures = 1): Promise<boolean> {
  const reached = { ...refused, nextUsd: refused.nextUsd * pictures };
  const then =
    pictures === 1
      ? vscode.l10n.t('Enter a new limit in US dollars to generate the picture.')
      : vscode.l10n.t('Enter a new limit in US dollars to generate the {0} pictures.', pictures);
  const answer = await inputStep({
    title: raiseTitle(reached, route?.name),
    prompt: `${limitText(reached, route?.name, pictures)} ${then}`,
    value: String(proposedLimitUsd(reached)),
    check: (text) => {
      const usd = raisedLimitUsd(text, reached);
      return typeof usd === 'number' ? undefined : { how: 'wrong', text: problemText(usd, reached) };
    },
  });
  const usd = typeof answer === 'object' ? raisedLimitUsd(answer.picked, reached) : undefined;
  if (typeof usd !== 'number') return false;
  await write(reached, route, usd);
  return true;
}

async function write({ limit }: LimitReached, route: Route | undefined, usd: number): Promise<void> {
  if (limit !== 'routeDaily') return writeLimit(limit, usd);
  const isOf = (entry: unknown): entry is object =>
    typeof entry === 'object' && entry !== null && 'id' in entry && entry.id === route?.id;
  await writeRouteEntries(rawRouteEntries().map((entry) => (isOf(entry) ? { ...entry, dailyLimit: usd } : entry)));
}

function problemText(problem: RaiseProblem, reached: LimitReached): string {
  switch (problem) {
    case 'noAmount':
      return vscode.l10n.t('Enter an amount in US dollars, such as 5 or 7.50.');
    case 'tooLittle':
      return vscode.l10n.t('The limit has to be at least {0}.', leastLimitText(reached));
    case 'tooMuch':
      return vscode.l10n.t('{0} is the highest limit.', formatUsd(mostLimitUsd));
  }
}
