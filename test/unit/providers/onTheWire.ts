import assert from 'node:assert/strict';
import type { ImageRequest, ProviderAnswer } from '../../../src/core/pictures/image';
import type { Catalogue } from '../../../src/core/services/models';
import { findModel } from '../../../src/core/services/models';
import type { Credential, Route } from '../../../src/core/services/route';
import { modelIdsOf } from '../../../src/core/services/route';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createProviders } from '../../../src/providers/createProviders';
import type { AnswerReader } from '../../../src/answers/readContext';
import type { TransportOptions } from '../../../src/providers/transport/transport';
import { createTransport } from '../../../src/providers/transport/transport';
import { testReader } from '../../harness/answers';
import type { HttpClient, HttpRequest } from '../../../src/providers/transport/httpClient';

export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNgYGAAAAAEAAHI6uv5AAAAAElFTkSuQmCC',
  'base64',
);

export const key: Credential = { kind: 'key', key: 'test-key-not-real' };
export const token: Credential = { kind: 'accessToken', token: 'test-token-not-real' };

/** Two pictures to work from, and what they are in base64. */
export const references = [
  { bytes: pixel, mime: 'image/png' },
  { bytes: pixel, mime: 'image/png' },
];
export const base64 = pixel.toString('base64');

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as its value, a form as its parts in order. */
  readonly body: unknown;
}

export interface Wanted {
  readonly credential?: Credential;
  readonly request?: Partial<ImageRequest>;
  readonly catalogue?: Catalogue;
  /** Left out: the product's. */
  readonly reader?: AnswerReader;
  readonly signal?: AbortSignal;
  /** Told what the log has of each answer. */
  readonly trace?: (line: string) => void;
}

type Entry = Readonly<Record<string, string>>;

/** The one request that a route puts on the wire, caught before it reaches the network. */
export async function sentBy(entry: Entry, wanted: Wanted = {}): Promise<Sent> {
  const requests: HttpRequest[] = [];
  const http: HttpClient = async (request) => {
    requests.push(request);
    request.onSent();
    return { status: 503, headers: new Headers(), body: (async function* () {})() };
  };
  await assert.rejects(askOver(http, entry, wanted));
  assert.equal(requests.length, 1);
  return describe(requests[0] ?? assert.fail());
}

/** Asks a route for one picture, over an HTTP client. */
export async function askOver(
  http: HttpClient,
  entry: Entry,
  wanted: Wanted = {},
  options: TransportOptions = {},
): Promise<ProviderAnswer> {
  const [route] = parseRoutes([{ id: 'r', ...entry }]) as [Route];
  const request: ImageRequest = {
    ...{ prompt: 'a fox', model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [] },
    ...wanted.request,
  };
  const model = findModel(request.model, wanted.catalogue) ?? assert.fail('no such model');
  const trace = { isOn: () => wanted.trace !== undefined, write: (line: string) => wanted.trace?.(line) };
  const transport = createTransport(http, { trace, ...options });
  const provider =
    createProviders({ transport, reader: wanted.reader ?? testReader, painter: { draw: async () => pixel } })[
      route.wire
    ] ?? assert.fail();
  return provider.generate({
    request,
    model,
    modelId: modelIdsOf(route, model)[0] ?? assert.fail('the route does not have the model'),
    route,
    baseUrl: route.baseUrls[0] ?? '',
    credential: wanted.credential ?? key,
    signal: wanted.signal ?? new AbortController().signal,
    onSent: () => undefined,
  });
}

async function describe({ method, url, headers, body = new Uint8Array() }: HttpRequest): Promise<Sent> {
  const type = headers['content-type'] ?? '';
  const text = Buffer.from(body).toString();
  if (!type.startsWith('multipart/form-data; boundary=')) {
    return { method, url: url.href, headers, body: JSON.parse(text) as unknown };
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const parts = await Promise.all([...form].map(async ([name, value]) => [name, await partOf(value)]));
  return { method, url: url.href, headers: { ...headers, 'content-type': 'multipart/form-data' }, body: parts };
}

async function partOf(value: File | string): Promise<string> {
  if (typeof value === 'string') return value;
  const data = Buffer.from(await value.arrayBuffer()).toString('base64');
  return `${value.name} ${value.type} ${data}`;
}

/** Runs with other environment variables and puts the old ones back. */
export async function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  run: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
