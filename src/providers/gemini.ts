import type { GenerateContentConfig, ImageConfig, Part } from '@google/genai';
import { wireRoot } from '../core/services/baseUrl';
import { takesSize } from '../core/pictures/pixels';
import type { ImageRequest, ProviderAnswer } from '../core/pictures/image';
import type { AttemptCall, Provider } from '../core/run/provider';
import type { ProviderParts } from './attempt';
import { attempt, failureBeforeSending } from './attempt';
import { base64 } from './dataUrl';
import { referencesOf } from './references';
import { credentialHeaders } from './credentials/credentialHeaders';
import { secretsOf, secretValues } from './credentials/secrets';
import type { GoogleHeaders } from './credentials/googleToken';

/** The adapter for generateContent: AI Studio, Vertex AI and every service that speaks it. */
export function createGeminiProvider(parts: ProviderParts, googleHeaders: GoogleHeaders): Provider {
  return { generate: (call) => generate(parts, googleHeaders, call) };
}

async function generate(
  parts: ProviderParts,
  googleHeaders: GoogleHeaders,
  call: AttemptCall,
): Promise<ProviderAnswer> {
  const secrets = secretsOf(call.credential);
  let headers: Readonly<Record<string, string>>;
  try {
    headers = await credentialHeaders(call.route, call.credential, googleHeaders, call.signal);
  } catch (error) {
    throw failureBeforeSending(error, call, secrets);
  }
  const { GoogleGenAI } = await import('./sdk/google');
  return attempt({ ...parts, call, headers, secrets: [...secrets, ...secretValues(headers)] }, async (exchange) => {
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

function rootOf(call: AttemptCall): string {
  return wireRoot(call.baseUrl, 'gemini').root;
}

function backendOf(call: AttemptCall, headers: Readonly<Record<string, string>>) {
  const { googleCloud } = call.route.preset;
  if (!googleCloud) {
    const apiKey = call.credential.kind === 'key' ? call.credential.key : 'none';
    return { enterprise: false, apiKey, apiVersion: 'v1beta' };
  }
  return {
    enterprise: true,
    project: call.route.project ?? '',
    location: call.route.location ?? googleCloud.usualLocation,
    apiVersion: 'v1beta1',
    googleAuthOptions: { authClient: { getRequestHeaders: async () => new Headers(headers) } as never },
  };
}

function partsOf(request: ImageRequest): Part[] {
  const references = referencesOf(request).map(({ bytes, mime }): Part => ({
    inlineData: { mimeType: mime, data: base64(bytes) },
  }));
  return [...references, { text: request.prompt }];
}

function configOf(call: AttemptCall): GenerateContentConfig {
  return {
    responseModalities: [...call.route.preset.responseModalities],
    imageConfig: imageConfigOf(call),
    automaticFunctionCalling: { disable: true },
    automaticContinuation: false,
  };
}

function imageConfigOf({ request, model }: AttemptCall): ImageConfig {
  return {
    aspectRatio: request.ratio,
    ...(takesSize(model) ? { imageSize: request.size } : {}),
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
