import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import type { Contestant } from '../contestant';
import { prompt } from '../contestant';

/** Two SDKs and one `try`/`catch`, as tutorials show it: the relay, and on any exception the official service. */
export const plain: Contestant = {
  name: 'plain try/except',
  create({ relayUrl, relayKey, officialUrl, officialKey, modelId, patienceMs }) {
    const relay = new OpenAI({ apiKey: relayKey, baseURL: `${relayUrl}/v1`, maxRetries: 0, timeout: patienceMs });
    const official = new GoogleGenAI({
      apiKey: officialKey,
      apiVersion: 'v1beta',
      httpOptions: { baseUrl: officialUrl, timeout: patienceMs },
    });
    const fromRelay = async (): Promise<'picture'> => {
      const messages = [{ role: 'user' as const, content: prompt }];
      const answer = await relay.chat.completions.create({ model: modelId, messages });
      const found = /data:image\/\w+;base64,([A-Za-z0-9+/=]+)/.exec(answer.choices[0]?.message.content ?? '');
      if (!found?.[1]) throw new Error('there is no picture in the answer');
      Buffer.from(found[1], 'base64');
      return 'picture';
    };
    const fromOfficial = async (): Promise<'picture'> => {
      const answer = await official.models.generateContent({ model: modelId, contents: prompt });
      const data = answer.candidates?.[0]?.content?.parts?.find((part) => part.inlineData)?.inlineData?.data;
      if (!data) throw new Error('there is no picture in the answer');
      Buffer.from(data, 'base64');
      return 'picture';
    };
    return { generate: () => fromRelay().catch(fromOfficial) };
  },
  close: async () => undefined,
};
