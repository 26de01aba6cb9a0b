import type { Usage } from '../../core/pictures/image';
import type { Fields } from '../json/json';
import { byPlainName } from '../json/json';
import { areBelieved, count, pictureTokensOf, textTokensOf } from './tokens';
import { bookedUsd } from './toldUsage';

/**
 * What an answer says that it used, from usageMetadata or OpenAI's usage; undefined if it says nothing. Text tokens are told
 * only where picture tokens are: services count both together. Drafts are among the picture tokens: they are charged too.
 */
export function usageOf(usages: readonly Fields[]): Usage | undefined {
  const told = lastOf(usages);
  if (!told) return undefined;
  const inputTokens = inputOf(told);
  const pictures = pictureTokensOf(told);
  const isBelieved = pictures !== undefined && areBelieved(told, inputTokens ?? 0, pictures);
  const imageTokens = isBelieved ? pictures : undefined;
  const usage: Usage = {
    inputTokens,
    imageTokens,
    textTokens: imageTokens === undefined ? undefined : textTokensOf(told, inputTokens ?? 0, imageTokens),
    costUsd: bookedUsd(usages),
  };
  return Object.values(usage).some((value) => value !== undefined) ? usage : undefined;
}

/** The tokens of an answer without a picture; undefined if it counts none, or some of a picture that it does not have. */
export function usageWithoutPicture(usages: readonly Fields[]): Usage | undefined {
  const told = lastOf(usages);
  if (!told || (pictureTokensOf(told) ?? 0) > 0) return undefined;
  const inputTokens = inputOf(told) ?? 0;
  const textTokens = textTokensOf(told, inputTokens, 0);
  return inputTokens + textTokens > 0 ? { inputTokens, textTokens } : undefined;
}

/** A stream counts up: the last one counts all. */
function lastOf(usages: readonly Fields[]): ReadonlyMap<string, unknown> | undefined {
  return usages.map(byPlainName).findLast((usage) => usage.size > 0);
}

function inputOf(told: ReadonlyMap<string, unknown>): number | undefined {
  const prompt = count(told, 'prompttokencount', 'prompttokens', 'inputtokens');
  const ofTools = count(told, 'tooluseprompttokencount') ?? 0;
  return prompt === undefined ? undefined : prompt + ofTools;
}
