import { generateText } from 'ai';
import { createFallback } from 'ai-fallback';
import type { Contestant } from '../contestant';
import { prompt } from '../contestant';
import { aiModels, endOf, pictureOptions } from './aiModels';

/** `ai` with `ai-fallback` as its README shows it: one model for all jobs, and every setting as it is. */
export const aiFallback: Contestant = {
  name: 'ai + ai-fallback',
  create(places) {
    const model = createFallback({ models: aiModels(places) });
    return {
      generate: async () => {
        const abortSignal = AbortSignal.timeout(places.patienceMs);
        return endOf(await generateText({ model, prompt, providerOptions: pictureOptions, abortSignal }));
      },
    };
  },
  close: async () => undefined,
};
