import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import type { Contestant, Places } from '../contestant';
import { prompt } from '../contestant';

type Ask = () => Promise<'picture'>;

/** `@google/genai` as its documentation shows it: generateContent, and the picture's bytes. */
export function askGoogle({ officialUrl, officialKey, modelId, patienceMs }: Places): Ask {
  const official = new GoogleGenAI({
    apiKey: officialKey,
    apiVersion: 'v1beta',
    httpOptions: { baseUrl: officialUrl, timeout: patienceMs },
  });
  return async () => {
    const answer = await official.models.generateContent({ model: modelId, contents: prompt });
    return decoded(answer.candidates?.[0]?.content?.parts?.find((part) => part.inlineData)?.inlineData?.data);
  };
}

/** A chat completion whose picture is a data URL in its words, as relays answer. */
export function askChat(places: Places): Ask {
  const relay = relayOf(places);
  return async () => {
    const messages = [{ role: 'user' as const, content: prompt }];
    const answer = await relay.chat.completions.create({ model: places.modelId, messages });
    return decoded(/data:image\/\w+;base64,([A-Za-z0-9+/=]+)/.exec(answer.choices[0]?.message.content ?? '')?.[1]);
  };
}

/** `images.generate`, with the picture as `b64_json`. */
export function askImages(places: Places): Ask {
  const relay = relayOf(places);
  return async () => decoded((await relay.images.generate({ model: places.modelId, prompt })).data?.[0]?.b64_json);
}

/** A client of one SDK and one route, which writes no file. */
export function alone(name: string, ask: (places: Places) => Ask): Contestant {
  return { name, create: (places) => ({ generate: ask(places) }), close: async () => undefined };
}

function relayOf({ relayUrl, relayKey, patienceMs }: Places): OpenAI {
  return new OpenAI({ apiKey: relayKey, baseURL: `${relayUrl}/v1`, maxRetries: 0, timeout: patienceMs });
}

function decoded(data: string | undefined): 'picture' {
  if (!data) throw new Error('there is no picture in the answer');
  Buffer.from(data, 'base64');
  return 'picture';
}
