import type { ProviderAnswer } from '../../core/image';
import type { Model } from '../../core/models';
import { presets } from '../../core/presets';
import type { AttemptCall } from '../../core/provider';
import type { Route } from '../../core/route';
import { createProviders } from '../../providers/all';
import { createTransport } from '../../providers/transport';
import type { Edge } from '../../providers/transport/edge';
import type { ConformanceCase } from './cases';
import { serviceUrl } from './edge';

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
  generate: () => Promise.reject(new Error('Nothing is painted here')),
};

/** Asks for one picture through the wire's real provider and SDK, over an edge that stands for the network. */
export async function play(played: ConformanceCase, edge: Edge): Promise<ProviderAnswer> {
  const provider = createProviders(createTransport(edge, { downloadWaitsMs: [0] }), noPainter)[played.wire];
  if (!provider) throw new Error(`There is no provider for the wire ${played.wire}`);
  return provider.generate(callOf(played));
}
