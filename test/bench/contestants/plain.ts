import type { Contestant } from '../contestant';
import { askChat, askGoogle } from './sdks';

/** Two SDKs and one `try`/`catch`, as tutorials show it: the relay, and on any exception the official service. */
export const plain: Contestant = {
  name: 'plain try/except',
  create(places) {
    const fromRelay = askChat(places);
    const fromOfficial = askGoogle(places);
    return { generate: () => fromRelay().catch(fromOfficial) };
  },
  close: async () => undefined,
};
