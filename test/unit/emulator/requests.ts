import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { EmulatorOptions } from '../../emulator/options';

/** Starts emulators for the tests of the enclosing `describe`; each is closed after its test. */
export function emulators(): (options: EmulatorOptions) => Promise<Emulator> {
  const open: Emulator[] = [];
  afterEach(() => Promise.all(open.splice(0).map((emulator) => emulator.close())));
  return async (options) => {
    const emulator = await startEmulator(options);
    open.push(emulator);
    return emulator;
  };
}

export interface Wish {
  readonly model?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly path?: string;
}

function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const all = { 'content-type': 'application/json', ...headers };
  const init = { method: 'POST', headers: all, body: JSON.stringify(body), redirect: 'manual' as const };
  return fetch(url, signal ? { ...init, signal } : init);
}

const vertexPath = '/v1beta1/projects/p/locations/global/publishers/google';

/** generateContent by plain fetch. */
export function generate(emulator: Emulator, wish: Wish = {}): Promise<Response> {
  const { model = 'gemini-3.1-flash-image', config = {}, key = emulator.key, signal } = wish;
  const path = wish.path ?? (emulator.kind === 'vertex' ? vertexPath : '/v1beta');
  const proof = emulator.kind === 'vertex' ? { authorization: `Bearer ${key}` } : { 'x-goog-api-key': key };
  const body = { contents: [{ role: 'user', parts: [{ text: 'a lighthouse' }] }], generationConfig: config };
  return post(`${emulator.url}${path}/models/${model}:generateContent`, wish.headers ?? proof, body, signal);
}

/** chat.completions by plain fetch. */
export function chat(relay: Emulator, more: Readonly<Record<string, unknown>> = {}): Promise<Response> {
  const messages = [{ role: 'user', content: 'a lighthouse' }];
  const body = { model: 'gemini-3.1-flash-image', messages, ...more };
  return post(`${relay.url}/v1/chat/completions`, { authorization: `Bearer ${relay.key}` }, body);
}

/** images/generations by plain fetch. */
export function images(relay: Emulator): Promise<Response> {
  const body = { model: 'gemini-3.1-flash-image', prompt: 'a lighthouse' };
  return post(`${relay.url}/v1/images/generations`, { authorization: `Bearer ${relay.key}` }, body);
}

/** The code with which a request broke; undefined if it did not break. */
export async function breakOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
    return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : String(cause);
  }
}
