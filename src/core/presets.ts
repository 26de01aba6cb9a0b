import type { ImageSize } from './image';
import { imageSizes } from './image';

/** A protocol; each has one adapter in providers/. */
export const wires = ['gemini', 'chat', 'images', 'placeholder'] as const;
export type Wire = (typeof wires)[number];

/** What a route proves itself with. `adc`: Application Default Credentials, an explicit choice of the user. */
export type CredentialKind = 'key' | 'serviceAccount' | 'adc' | 'accessToken' | 'none';

/** How size and ratio are told on the chat wire, where there is no standard. */
export type ChatDialect = 'none' | 'image_config' | 'extra_body_google' | 'system_message' | 'prompt';

export const presetIds = [
  'google-ai-studio',
  'vertex-ai',
  'apiyi',
  'gemini-compatible',
  'openai-compatible',
  'placeholder',
] as const;
export type PresetId = (typeof presetIds)[number];

/** A service, as data. A new service is a new row. */
export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  /** Origins and paths without a version, in order: the next one is tried when one cannot be reached. Empty: the user names one. */
  readonly baseUrls: readonly string[];
  /** Best first. A route uses the first one, or the one that it names. */
  readonly wires: readonly Wire[];
  /** Which column of `offers` in models.ts names its ids and prices. */
  readonly catalogue: 'google' | 'apiyi' | 'generic' | 'placeholder';
  readonly credentials: readonly CredentialKind[];
  /** The header that carries the key on the gemini wire; on the others it is always `Authorization: Bearer`. */
  readonly keyHeader: 'x-goog-api-key' | 'authorization';
  readonly chatDialect: ChatDialect;
  /** Sizes that can be asked for on the chat wire. */
  readonly chatSizes: readonly ImageSize[];
  /** The provider itself, not a relay that sees the prompts in between. */
  readonly firstParty: boolean;
  /** What an answer without a picture costs: a fraction of a cent for its tokens, or nobody says. */
  readonly pictureless: 'tokens' | 'unknown';
  /** Requests at once. */
  readonly concurrency: number;
  /** Hard deadline in milliseconds for one request of a size: only then is the connection closed. */
  readonly hardDeadlineMs: Readonly<Record<ImageSize, number>>;
  readonly maxReferences: number;
  /** Largest reference in bytes before base64. */
  readonly maxReferenceBytes: number;
  readonly pages: { readonly key?: string; readonly billing?: string };
}

/** Twice the soft deadlines of 120 s (up to 1K) and 300 s (2K, 4K). */
const deadlines: Record<ImageSize, number> = { '512': 240_000, '1K': 240_000, '2K': 600_000, '4K': 600_000 };
/** APIYI's own advice for clients: 360 s for Nano Banana 2, 600 s for Pro at 4K; twice that. */
const patientDeadlines: Record<ImageSize, number> = { '512': 720_000, '1K': 720_000, '2K': 720_000, '4K': 1_200_000 };

const MiB = 1024 * 1024;

export const presets: Readonly<Record<PresetId, Preset>> = {
  'google-ai-studio': {
    id: 'google-ai-studio',
    name: 'Google AI Studio',
    baseUrls: ['https://generativelanguage.googleapis.com'],
    wires: ['gemini'],
    catalogue: 'google',
    credentials: ['key'],
    keyHeader: 'x-goog-api-key',
    chatDialect: 'none',
    chatSizes: ['1K'],
    firstParty: true,
    pictureless: 'tokens',
    concurrency: 8,
    hardDeadlineMs: deadlines,
    maxReferences: 14,
    maxReferenceBytes: 14 * MiB, // 20 MB a request with all references, as base64
    pages: { key: 'https://aistudio.google.com/apikey', billing: 'https://aistudio.google.com/billing' },
  },
  'vertex-ai': {
    id: 'vertex-ai',
    name: 'Vertex AI',
    baseUrls: ['https://aiplatform.googleapis.com'],
    wires: ['gemini'],
    catalogue: 'google',
    credentials: ['serviceAccount', 'adc', 'accessToken'],
    keyHeader: 'authorization',
    chatDialect: 'none',
    chatSizes: ['1K'],
    firstParty: true,
    pictureless: 'tokens',
    concurrency: 8,
    hardDeadlineMs: deadlines,
    maxReferences: 14,
    maxReferenceBytes: 7 * MiB,
    pages: {
      key: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
      billing: 'https://console.cloud.google.com/billing',
    },
  },
  apiyi: {
    id: 'apiyi',
    name: 'APIYI',
    baseUrls: ['https://vip.apiyi.com', 'https://api.apiyi.com', 'https://b.apiyi.com'],
    wires: ['gemini', 'chat'],
    catalogue: 'apiyi',
    credentials: ['key'],
    keyHeader: 'authorization',
    chatDialect: 'prompt', // its chat route documents no field for size or ratio
    chatSizes: ['1K'],
    firstParty: false,
    pictureless: 'unknown',
    concurrency: 8,
    hardDeadlineMs: patientDeadlines,
    maxReferences: 14,
    maxReferenceBytes: 7 * MiB,
    pages: { key: 'https://api.apiyi.com/token', billing: 'https://api.apiyi.com/topup' },
  },
  'gemini-compatible': {
    id: 'gemini-compatible',
    name: 'Gemini-compatible service',
    baseUrls: [],
    wires: ['gemini'],
    catalogue: 'generic',
    credentials: ['key'],
    keyHeader: 'x-goog-api-key',
    chatDialect: 'none',
    chatSizes: ['1K'],
    firstParty: false,
    pictureless: 'unknown',
    concurrency: 4,
    hardDeadlineMs: deadlines,
    maxReferences: 14,
    maxReferenceBytes: 7 * MiB,
    pages: {},
  },
  'openai-compatible': {
    id: 'openai-compatible',
    name: 'OpenAI-compatible service',
    baseUrls: [],
    wires: ['chat'],
    catalogue: 'generic',
    credentials: ['key'],
    keyHeader: 'authorization',
    chatDialect: 'image_config',
    chatSizes: imageSizes,
    firstParty: false,
    pictureless: 'unknown',
    concurrency: 4,
    hardDeadlineMs: deadlines,
    maxReferences: 14,
    maxReferenceBytes: 7 * MiB,
    pages: {},
  },
  placeholder: {
    id: 'placeholder',
    name: 'Placeholder',
    baseUrls: [],
    wires: ['placeholder'],
    catalogue: 'placeholder',
    credentials: ['none'],
    keyHeader: 'authorization',
    chatDialect: 'none',
    chatSizes: ['1K'],
    firstParty: true,
    pictureless: 'tokens',
    concurrency: 2,
    hardDeadlineMs: deadlines,
    maxReferences: 14,
    maxReferenceBytes: 64 * MiB,
    pages: {},
  },
};
