import type { Usage } from '../../core/pictures/image';
import type { Fields } from '../json/json';
import { byPlainName } from '../json/json';
import { count, pictureTokensOf, textTokensOf } from './tokens';
import { bookedUsd } from './toldUsage';

/**
 * What an answer says that it used, from usageMetadata or OpenAI's usage; undefined if it says nothing. Text tokens are told
 * only where picture tokens are: services count both together.
 */
export function usageOf(usages: readonly Fields[]): Usage | undefined {
  const told = usages.map(byPlainName).findLast((usage) => usage.size > 0);
  if (!told) return undefined;
  const prompt = count(told, 'prompttokencount', 'prompttokens', 'inputtokens');
  const ofTools = count(told, 'tooluseprompttokencount') ?? 0;
  const inputTokens = prompt === undefined ? undefined : prompt + ofTools;
  const imageTokens = pictureTokensOf(told);
  const usage: Usage = {
    inputTokens,
    imageTokens,
    textTokens: imageTokens === undefined ? undefined : textTokensOf(told, inputTokens ?? 0, imageTokens),
    costUsd: bookedUsd(usages),
  };
  return Object.values(usage).some((value) => value !== undefined) ? usage : undefined;
}
