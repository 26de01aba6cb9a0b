import type { Contestant, Places } from './contestant';
import { aiRetry } from './contestants/aiRetry';
import { startBarePipe } from './contestants/barePipe';
import { routesOf } from './contestants/dualtrack';
import { startAsUsed } from './contestants/dualtrackAsUsed';
import { alone, askChat, askGoogle, askImages } from './contestants/sdks';
import { parseRoutes } from '../../src/core/settings/settings';
import type { Route } from '../../src/core/services/route';

const official = (places: Places): Route[] => routesOf(places).filter(({ id }) => id === 'official');
const relay = (places: Places): Route[] => routesOf(places).filter(({ id }) => id === 'relay');
const images = ({ relayUrl }: Places): Route[] =>
  parseRoutes([{ id: 'relay', preset: 'openai-compatible', baseUrl: relayUrl, wire: 'images' }]);

/** What is measured in a process of its own, with one route each, by name. */
export const subjects = {
  'a bare pipe into a file': startBarePipe,
  'Dualtrack, generateContent': () => startAsUsed({ files: true, routes: official }),
  'Dualtrack, chat': () => startAsUsed({ files: true, routes: relay }),
  'Dualtrack, images': () => startAsUsed({ files: true, routes: images }),
  '@google/genai': () => alone('@google/genai', askGoogle),
  'openai, chat': () => alone('openai, chat', askChat),
  'openai, images': () => alone('openai, images', askImages),
  'ai, generateContent': () => aiRetry,
} satisfies Readonly<Record<string, () => Contestant>>;

export type SubjectName = keyof typeof subjects;

/** One service as both, for a client that asks only one of them. */
export function placesAt(url: string): Places {
  return {
    ...{ relayUrl: url, relayKey: 'test-key-not-real', officialUrl: url, officialKey: 'test-key-not-real' },
    ...{ modelId: 'gemini-3.1-flash-image', patienceMs: 60_000 },
  };
}
