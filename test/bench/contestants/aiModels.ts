import { createGoogle } from '@ai-sdk/google';
import type { GenerateTextResult } from 'ai';
import type { Places } from '../contestant';

type Model = ReturnType<ReturnType<typeof createGoogle>>;

/**
 * The two routes as models of the AI SDK. Both speak generateContent, since its chat models give no pictures; the names
 * differ, because ai-retry takes two models of one name for the same.
 */
export function aiModels({ relayUrl, relayKey, officialUrl, officialKey, modelId }: Places): [Model, Model] {
  const relay = createGoogle({ name: 'relay', apiKey: relayKey, baseURL: `${relayUrl}/v1beta` });
  const official = createGoogle({ name: 'official', apiKey: officialKey, baseURL: `${officialUrl}/v1beta` });
  return [relay(modelId), official(modelId)];
}

/** What the AI SDK is asked for besides the prompt, so that an image model answers with a picture. */
export const pictureOptions = { google: { responseModalities: ['TEXT', 'IMAGE'] } };

/** The AI SDK takes every answer for a success; whether there is a picture is for its user to see. */
export function endOf({ files }: Pick<GenerateTextResult<never, never, never>, 'files'>): 'picture' | 'nothing' {
  return files.some(({ mediaType, uint8Array }) => mediaType.startsWith('image/') && uint8Array.length > 0)
    ? 'picture'
    : 'nothing';
}
