import type { Mutant } from '../mutant';

const redirects = [301, 302, 303, 307, 308].map(
  (status) => `leads no wire elsewhere with a redirect of kind ${status}`,
);
const privateHosts = 'the proxy is not asked for private hosts';
const anotherPlace = ['another port', 'another name of this machine'];

export const services: readonly Mutant[] = [
  {
    name: 'redirects are followed',
    edits: [
      {
        file: 'src/providers/transport/nodeHttpClient.ts',
        from: 'this.#request.onSent(); // a service may answer',
        to: `const { location } = incoming.headers;
    if (location && incoming.statusCode >= 300 && incoming.statusCode < 400) {
      incoming.resume();
      new Call({ ...this.#request, url: new URL(location, this.#request.url) }, this.#options, this.#resolve, this.#reject).start();
      return;
    }
    this.#request.onSent(); // a service may answer`,
      },
    ],
    killers: [
      ...redirects,
      'names a picture on itself, and leads from there',
      'a redirect of Vertex AI is not followed',
    ],
  },
  {
    name: 'a picture may be fetched from any host, as it is written',
    edits: [{ file: 'src/providers/transport/download.ts', from: 'if (!own) refuseUnlessPublic(url);' }],
    killers: [
      'names no picture on this machine by number',
      'names no picture in a private or link-local network',
      'names a picture on itself, and leads from there',
      privateHosts,
    ],
  },
  {
    name: 'a picture may be fetched from wherever a public name leads',
    edits: [
      { file: 'src/providers/transport/download.ts', from: 'if (isPublicAddress(resolved)) return;', to: 'return;' },
    ],
    killers: ['names no picture on this machine by name'],
  },
  {
    name: 'a base URL may hold a user name',
    edits: [
      {
        file: 'src/core/services/baseUrl.ts',
        from: "if (url.username || url.password) throw new BaseUrlError('userInfo');",
      },
    ],
    killers: ['is told as wrong and gets nothing: it must not hold a user name'],
  },
  {
    name: 'a base URL may be http anywhere',
    edits: [{ file: 'src/core/services/baseUrl.ts', from: ' && isLoopback(url.hostname)' }],
    killers: ['is told as wrong and gets nothing: it must be https'],
  },
  {
    name: 'a base URL may hold a query',
    edits: [
      { file: 'src/core/services/baseUrl.ts', from: "if (url.search || url.hash) throw new BaseUrlError('query');" },
    ],
    killers: ['is told as wrong and gets nothing: it must not hold a query'],
  },
  {
    name: 'a key goes wherever its route leads now',
    edits: [
      {
        file: 'src/core/keys/secret.ts',
        from: 'return originsOf(route).every(isGivenFor) ? value : undefined;',
        to: 'return value;',
      },
    ],
    killers: [
      ...anotherPlace.map((place) => `gets no key, but a question that names it: ${place}`),
      'a host that only looks like the service gets no key',
    ],
  },
  {
    name: 'requests go past the proxy',
    edits: [
      {
        file: 'src/providers/transport/nodeHttpClient.ts',
        from: '? https.request(this.#request.url, options)',
        to: '? new http.ClientRequest(this.#request.url, { ...options, agent: https.globalAgent })',
      },
    ],
    killers: [
      'generateContent with a key goes through it',
      'chat goes through it',
      'images goes through it',
      'Vertex AI goes through it, and so does its token',
    ],
  },
  {
    name: 'requests have an agent of their own',
    edits: [
      {
        file: 'src/providers/transport/nodeHttpClient.ts',
        from: '...(this.#options.vscodeProxy() ? {} : { agent: false as const })',
        to: 'agent: false',
      },
    ],
    killers: ['it is used also where agents of others come before VS Code'],
  },
  {
    name: 'nobody notices that a key was forgotten',
    edits: [{ file: 'src/host/keys/keyMarkers.ts', from: 'if (this.#told ||', to: 'if (!this.#told ||' }],
    killers: ['is said once, with help, and the key is asked again in place'],
  },
];
