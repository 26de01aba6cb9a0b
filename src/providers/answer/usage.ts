import type { Usage } from '../../core/image';
import { costOf } from '../failures/charge';
import type { Fields } from './json';
import { isFields, isList } from './json';

function count(fields: Fields | undefined, ...names: readonly string[]): number | undefined {
  const value = names.map((name) => fields?.[name]).find((item) => typeof item === 'number');
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/** Tokens of pictures in Google's list by modality. */
function imagesOf(details: unknown): number | undefined {
  if (!isList(details)) return undefined;
  const images = details.filter(isFields).filter((item) => item['modality'] === 'IMAGE');
  return images.length > 0 ? images.reduce((sum, item) => sum + (count(item, 'tokenCount') ?? 0), 0) : undefined;
}

function details(usage: Fields, ...names: readonly string[]): Fields | undefined {
  return names.map((name) => usage[name]).find(isFields);
}

/**
 * What an answer says that it used, from usageMetadata or OpenAI's usage; undefined if it says nothing. Text tokens are told
 * only where picture tokens are: services count both together.
 */
export function usageOf(usage: Fields | undefined): Usage | undefined {
  if (!usage) return undefined;
  const outputDetails = details(usage, 'completion_tokens_details', 'output_tokens_details');
  const imageTokens = imagesOf(usage['candidatesTokensDetails']) ?? count(outputDetails, 'image_tokens');
  const output = count(usage, 'candidatesTokenCount', 'completion_tokens', 'output_tokens');
  const thoughts = count(usage, 'thoughtsTokenCount') ?? 0;
  const told: Usage = {
    inputTokens: count(usage, 'promptTokenCount', 'prompt_tokens', 'input_tokens'),
    imageTokens,
    textTokens: imageTokens === undefined ? undefined : Math.max(0, (output ?? imageTokens) - imageTokens) + thoughts,
    costUsd: costOf(usage),
  };
  return Object.values(told).some((value) => value !== undefined) ? told : undefined;
}
