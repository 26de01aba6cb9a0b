import { generateText } from 'ai';
import { createRetryableModel, timeout } from 'ai-retry/language-model';
import type { Contestant } from '../contestant';
import { prompt } from '../contestant';
import { aiModels, endOf, pictureOptions } from './aiModels';

/** `ai` with `ai-retry` as its README shows it: a fallback for every error, and one with a time of its own for time-outs. */
export const aiRetry: Contestant = {
  name: 'ai + ai-retry',
  create(places) {
    const [relay, official] = aiModels(places);
    const afterTimeout = timeout().switch({ model: official, timeout: places.patienceMs });
    const model = createRetryableModel({ model: relay, retries: [afterTimeout, official] });
    return {
      generate: async () => {
        const abortSignal = AbortSignal.timeout(places.patienceMs);
        return endOf(
          await generateText({ model, prompt, maxRetries: 0, providerOptions: pictureOptions, abortSignal }),
        );
      },
    };
  },
  close: async () => undefined,
};
