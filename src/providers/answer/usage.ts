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
  const counts = images.map((item) => count(item, 'tokenCount', 'token_count') ?? 0);
  return counts.length > 0 ? counts.reduce((sum, tokens) => sum + tokens, 0) : undefined;
}

function details(usage: Fields, ...names: readonly string[]): Fields | undefined {
  return names.map((name) => usage[name]).find(isFields);
}

/**
 * What an answer says that it used, from usageMetadata or OpenAI's usage, both by plain names; undefined if it says nothing. Text tokens are told
 * only where picture tokens are: services count both together.
 */
export function usageOf(usage: Fields | undefined): Usage | undefined {
  if (!usage) return undefined;
  const outputDetails = details(usage, 'completiontokensdetails', 'outputtokensdetails');
  const imageTokens = imagesOf(usage['candidatestokensdetails']) ?? count(outputDetails, 'image_tokens');
  const output = count(usage, 'candidatestokencount', 'completiontokens', 'outputtokens');
  const thoughts = count(usage, 'thoughtstokencount') ?? 0;
  const told: Usage = {
    inputTokens: count(usage, 'prompttokencount', 'prompttokens', 'inputtokens'),
    imageTokens,
    textTokens: imageTokens === undefined ? undefined : Math.max(0, (output ?? imageTokens) - imageTokens) + thoughts,
    costUsd: costOf(usage),
  };
  return Object.values(told).some((value) => value !== undefined) ? told : undefined;
}
