import type { GenerateContentConfig, ImageConfig, Part } from '@google/genai';
import { wireRoot } from '../core/baseUrl';
import { tellsSize } from '../core/pixels';
import type { ImageRequest, ProviderAnswer } from '../core/image';
import type { AttemptCall, Provider } from '../core/provider';
import { attempt, failureBefore } from './attempt';
import { base64 } from './dataUrl';
import { credentialHeaders, secretsOf, secretValues } from './credentialHeaders';
import type { GoogleHeaders } from './googleToken';
import type { Transport } from './transport';

/** The adapter for generateContent: AI Studio, Vertex AI and every service that speaks it. */
export function createGeminiProvider(transport: Transport, googleHeaders: GoogleHeaders): Provider {
  return { generate: (call) => generate(transport, googleHeaders, call) };
}

async function generate(
  transport: Transport,
  googleHeaders: GoogleHeaders,
  call: AttemptCall,
): Promise<ProviderAnswer> {
  const secrets = secretsOf(call.credential);
  let headers: Readonly<Record<string, string>>;
  try {
    headers = await credentialHeaders(call.route, call.credential, googleHeaders, call.signal);
  } catch (error) {
    throw failureBefore(error, call, secrets);
  }
  const { GoogleGenAI } = await import('./sdk/google');
  return attempt({ transport, call, headers, secrets: [...secrets, ...secretValues(headers)] }, async (exchange) => {
    // everything explicit: what is left out, the SDK takes from environment variables
    const client = new GoogleGenAI({
      ...backendOf(call, headers),
      httpOptions: { baseUrl: rootOf(call), fetch: exchange.fetch },
    });
    await client.models.generateContent({
      model: call.modelId,
      contents: [{ role: 'user', parts: partsOf(call.request) }],
      config: configOf(call),
    });
  });
}

function isVertex(call: AttemptCall): boolean {
  return call.route.preset.id === 'vertex-ai';
}

function rootOf(call: AttemptCall): string {
  return wireRoot(call.baseUrl, 'gemini').root;
}

function backendOf(call: AttemptCall, headers: Readonly<Record<string, string>>) {
  if (!isVertex(call)) {
    const apiKey = call.credential.kind === 'key' ? call.credential.key : 'none';
    return { enterprise: false, apiKey, apiVersion: 'v1beta' };
  }
  return {
    enterprise: true,
    project: call.route.project ?? '',
    location: call.route.location ?? 'global',
    apiVersion: 'v1beta1',
    googleAuthOptions: { authClient: { getRequestHeaders: async () => new Headers(headers) } as never },
  };
}

function partsOf(request: ImageRequest): Part[] {
  const references = request.references.map(({ bytes, mime }): Part => ({
    inlineData: { mimeType: mime, data: base64(bytes) },
  }));
  return [...references, { text: request.prompt }];
}

function configOf(call: AttemptCall): GenerateContentConfig {
  return {
    // relays document the pair only; Google with IMAGE alone gives a reason instead of small talk
    responseModalities: call.route.preset.catalogue === 'google' ? ['IMAGE'] : ['TEXT', 'IMAGE'],
    imageConfig: imageConfigOf(call),
    automaticFunctionCalling: { disable: true },
    automaticContinuation: false,
  };
}

function imageConfigOf({ request, model }: AttemptCall): ImageConfig {
  return {
    aspectRatio: request.ratio,
    ...(tellsSize(model) ? { imageSize: request.size } : {}),
    ...vertexOptionsOf(request),
  };
}

function vertexOptionsOf({ vertex }: ImageRequest): ImageConfig {
  if (!vertex) return {};
  const config: ImageConfig = {};
  if (vertex.outputMimeType) config.outputMimeType = vertex.outputMimeType;
  if (vertex.outputCompressionQuality !== undefined) config.outputCompressionQuality = vertex.outputCompressionQuality;
  if (vertex.personGeneration) config.personGeneration = vertex.personGeneration;
  return config;
}
