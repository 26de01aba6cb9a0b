import type { ProviderAnswer } from '../../src/core/pictures/image';
import type { Model } from '../../src/core/services/models';
import { presets } from '../../src/core/services/presets';
import type { AttemptCall } from '../../src/core/run/provider';
import type { Route } from '../../src/core/services/route';
import { createProviders } from '../../src/providers/createProviders';
import { testReader } from '../harness/answers';
import { createTransport } from '../../src/providers/transport/transport';
import type { HttpClient } from '../../src/providers/transport/httpClient';
import type { ConformanceCase } from './cases';
import { serviceUrl } from './caseHttpClient';

const key = 'test-key-not-real';
const signal = new AbortController().signal;

function routeOf({ wire }: ConformanceCase): Route {
  return {
    id: 'conformance',
    name: 'Conformance',
    preset: presets[wire === 'gemini' ? 'gemini-compatible' : 'openai-compatible'],
    wire,
    baseUrls: [serviceUrl],
    firstParty: false,
    credential: 'key',
  };
}

function callOf(played: ConformanceCase): AttemptCall {
  const model: Model = {
    id: played.model,
    name: played.model,
    sizes: ['1K'],
    ratios: ['1:1'],
    maxReferences: 0,
    pixels: 'gemini-3',
    offers: {},
    checked: '',
  };
  return {
    request: { prompt: 'A lighthouse at dusk', model: played.model, size: '1K', ratio: '1:1', references: [] },
    model,
    modelId: played.model,
    route: routeOf(played),
    baseUrl: serviceUrl,
    credential: { kind: 'key', key },
    signal,
    onSent: () => undefined,
  };
}

const noPainter = {
  draw: () => Promise.reject(new Error('Nothing is painted here')),
};

/** Asks for one picture through the wire's real provider and SDK, over an HTTP client that stands for the network. */
export async function play(played: ConformanceCase, http: HttpClient): Promise<ProviderAnswer> {
  const transport = createTransport(http, { downloadWaitsMs: [0] });
  const provider = createProviders({ transport, reader: testReader, painter: noPainter })[played.wire];
  if (!provider) throw new Error(`There is no provider for the wire ${played.wire}`);
  return provider.generate(callOf(played));
}
