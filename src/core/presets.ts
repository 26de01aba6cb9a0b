import type { Charge } from './failure';
import type { ChatDialect, ImagesDialect } from './dialects';
import type { ImageSize } from './image';
import type { Column } from './models';

/** A protocol; each has one adapter in providers/. */
export const wires = ['gemini', 'chat', 'images', 'placeholder'] as const;
export type Wire = (typeof wires)[number];

/** What a route proves itself with. `adc`: Application Default Credentials, an explicit choice of the user. */
export type CredentialKind = 'key' | 'serviceAccount' | 'adc' | 'accessToken' | 'none';

export const presetIds = [
  'google-ai-studio',
  'vertex-ai',
  'apiyi',
  'openrouter',
  'laozhang',
  'openai',
  'gemini-compatible',
  'openai-compatible',
  'placeholder',
] as const;
export type PresetId = (typeof presetIds)[number];

/** What a service takes of pictures to work from. */
export interface ReferenceLimits {
  readonly most: number;
  /** Bytes of one picture before base64. */
  readonly maxBytes: number;
  /** Bytes of all pictures of a request before base64. */
  readonly maxTotalBytes: number;
  readonly types: readonly ReferenceMime[];
}

export const referenceMimes = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'] as const;
export type ReferenceMime = (typeof referenceMimes)[number];

/**
 * Pages of a service on which people get ready: `start` tells how to begin, `key` makes and lists keys, `billing` takes money,
 * `usage` shows it go, `api` switches the API on, `permissions` gives roles, `project` is about the account or project itself.
 * An empty `?project=` is filled with the route's own.
 */
export const presetPages = ['start', 'key', 'billing', 'usage', 'api', 'permissions', 'project'] as const;
export type PresetPage = (typeof presetPages)[number];

/**
 * What a service answers for free: its model, a count of tokens within the project, or its list of models. `keyAndModels`: its
 * list is public, so that it is asked about the key as well.
 */
export type FreeCheck = 'getModel' | 'countTokens' | 'listModels' | 'keyAndModels';

/** What has to be in order at the service besides the key. */
export type AccountPart = 'api' | 'billing' | 'permission';

/** A service, as data. A new service is a new row. */
export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  /** Origins and paths without a version, in order: the next one is tried when one cannot be reached. Empty: the user names one. */
  readonly baseUrls: readonly string[];
  /** Best first. A route uses the first one, or the one that it names. */
  readonly wires: readonly Wire[];
  /** Which column of `offers` in models.ts names its ids and prices. */
  readonly catalogue: Column | 'placeholder';
  readonly credentials: readonly CredentialKind[];
  /** The header that carries the key on the gemini wire; on the others it is always `Authorization: Bearer`. */
  readonly keyHeader: 'x-goog-api-key' | 'authorization';
  /** How size and ratio are told on the wires that have no standard for it; a route may name another one. */
  readonly sizeDialects: { readonly chat?: ChatDialect; readonly images?: ImagesDialect };
  /** The provider itself, not a relay that sees the prompts in between. */
  readonly firstParty: boolean;
  /** Whether a picture is billed by its tokens at the maker's rates, or at a price of its own. */
  readonly billedBy: 'tokens' | 'picture';
  /** What an answer without a picture costs: a fraction of a cent for its tokens, the whole price, or nobody says. */
  readonly pictureless: 'tokens' | 'billed' | 'unknown';
  /** What a request costs whose answer nobody waited for, as far as the service says so. */
  readonly timedOut: Charge;
  readonly freeCheck: FreeCheck;
  readonly account: readonly AccountPart[];
  /** Requests at once. */
  readonly concurrency: number;
  /** Hard deadline in milliseconds for one request of a size: only then is the connection closed. The soft one is half of it. */
  readonly hardDeadlineMs: Readonly<Record<ImageSize, number>>;
  readonly references: ReferenceLimits;
  readonly pages: Readonly<Partial<Record<PresetPage, string>>>;
  /** Its keys belong to groups, each with models of its own. */
  readonly keyGroups?: boolean;
}

/** Hard deadlines from the soft ones in seconds, up to 1K and above. Pro at 4K takes longer: models.ts. */
function deadlines(small: number, large: number): Readonly<Record<ImageSize, number>> {
  const [low, high] = [small * 2_000, large * 2_000];
  return { '512': low, '1K': low, '2K': high, '4K': high };
}

const MiB = 1024 * 1024;

const allTypes = referenceMimes;
const commonTypes: readonly ReferenceMime[] = ['image/png', 'image/jpeg', 'image/webp'];

/** What holds for a service of which nothing better is known. */
const unknownService = {
  baseUrls: [],
  catalogue: 'generic',
  keyHeader: 'authorization',
  sizeDialects: {},
  firstParty: false,
  billedBy: 'picture',
  pictureless: 'unknown',
  timedOut: 'unknown',
  freeCheck: 'listModels',
  account: [],
  concurrency: 4,
  hardDeadlineMs: deadlines(120, 300),
  references: { most: 14, maxBytes: 7 * MiB, maxTotalBytes: 70 * MiB, types: allTypes },
  pages: {},
} as const satisfies Partial<Preset>;

const google = {
  ...unknownService,
  wires: ['gemini'],
  catalogue: 'google',
  firstParty: true,
  billedBy: 'tokens',
  pictureless: 'tokens',
  timedOut: 'billed', // the SDK's documentation says so of aborted requests
  concurrency: 8,
} as const satisfies Partial<Preset>;

/** A relay on the Shell API gateway: native wire and chat with one key, and a price for each call. */
const shellApi = {
  ...unknownService,
  wires: ['gemini', 'chat'],
  credentials: ['key'],
  sizeDialects: { chat: 'prompt' }, // their chat routes have no field for size or ratio
  timedOut: 'billed',
  concurrency: 8,
  keyGroups: true,
} as const satisfies Partial<Preset>;

export const presets: Readonly<Record<PresetId, Preset>> = {
  'google-ai-studio': {
    ...google,
    id: 'google-ai-studio',
    name: 'Google AI Studio',
    baseUrls: ['https://generativelanguage.googleapis.com'],
    credentials: ['key'],
    keyHeader: 'x-goog-api-key',
    freeCheck: 'getModel',
    account: ['api', 'billing'],
    references: { most: 14, maxBytes: 14 * MiB, maxTotalBytes: 14 * MiB, types: allTypes }, // a request of 20 MB, as base64
    pages: {
      start: 'https://ai.google.dev/gemini-api/docs/available-regions',
      key: 'https://aistudio.google.com/apikey',
      billing: 'https://aistudio.google.com/billing',
      usage: 'https://aistudio.google.com/usage',
      project: 'https://aistudio.google.com/projects',
    },
  },
  'vertex-ai': {
    ...google,
    id: 'vertex-ai',
    name: 'Vertex AI',
    baseUrls: ['https://aiplatform.googleapis.com'],
    credentials: ['serviceAccount', 'adc', 'accessToken'],
    freeCheck: 'countTokens', // its models.get names no project
    account: ['api', 'billing', 'permission'],
    references: { most: 14, maxBytes: 7 * MiB, maxTotalBytes: 14 * 7 * MiB, types: allTypes },
    pages: {
      start: 'https://console.cloud.google.com/projectcreate',
      key: 'https://console.cloud.google.com/iam-admin/serviceaccounts?project=',
      billing: 'https://console.cloud.google.com/billing/linkedaccount?project=',
      usage: 'https://console.cloud.google.com/billing/reports?project=',
      api: 'https://console.cloud.google.com/apis/library/aiplatform.googleapis.com?project=',
      permissions: 'https://console.cloud.google.com/iam-admin/iam?project=',
      project: 'https://console.cloud.google.com/home/dashboard?project=',
    },
  },
  apiyi: {
    ...shellApi,
    id: 'apiyi',
    name: 'APIYI',
    baseUrls: ['https://vip.apiyi.com', 'https://api.apiyi.com', 'https://b.apiyi.com'],
    catalogue: 'apiyi',
    hardDeadlineMs: deadlines(360, 360), // its own advice to clients; 600 s for Pro at 4K
    pages: {
      start: 'https://docs.apiyi.com/en/getting-started',
      key: 'https://api.apiyi.com/token',
      billing: 'https://api.apiyi.com/account/profile',
      usage: 'https://api.apiyi.com/log',
    },
  },
  openrouter: {
    ...unknownService,
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrls: ['https://openrouter.ai/api'],
    wires: ['chat', 'images'],
    catalogue: 'openrouter',
    credentials: ['key'],
    sizeDialects: { chat: 'openrouter_chat', images: 'openrouter_images' },
    freeCheck: 'keyAndModels',
    concurrency: 8,
    references: { most: 14, maxBytes: 7 * MiB, maxTotalBytes: 14 * MiB, types: commonTypes },
    pages: { key: 'https://openrouter.ai/settings/keys', billing: 'https://openrouter.ai/settings/credits' },
  },
  laozhang: {
    ...shellApi,
    id: 'laozhang',
    name: 'LaoZhang',
    baseUrls: ['https://api.laozhang.ai'],
    catalogue: 'laozhang',
    pictureless: 'billed', // it bills every answer with status 200
    hardDeadlineMs: deadlines(300, 300),
    pages: { key: 'https://api.laozhang.ai/token', billing: 'https://api.laozhang.ai/account/profile' },
  },
  openai: {
    ...unknownService,
    id: 'openai',
    name: 'OpenAI',
    baseUrls: ['https://api.openai.com'],
    wires: ['images'],
    catalogue: 'openai',
    credentials: ['key'],
    sizeDialects: { images: 'size' },
    account: ['billing', 'permission'], // image models can want a verified organization
    firstParty: true,
    billedBy: 'tokens',
    references: { most: 16, maxBytes: 47 * MiB, maxTotalBytes: 200 * MiB, types: commonTypes }, // less than 50 MB each
    pages: {
      key: 'https://platform.openai.com/api-keys',
      billing: 'https://platform.openai.com/settings/organization/billing/overview',
    },
  },
  'gemini-compatible': {
    ...unknownService,
    id: 'gemini-compatible',
    name: 'Gemini-compatible service',
    wires: ['gemini'],
    credentials: ['key', 'none'],
    keyHeader: 'x-goog-api-key',
    freeCheck: 'getModel',
  },
  'openai-compatible': {
    ...unknownService,
    id: 'openai-compatible',
    name: 'OpenAI-compatible service',
    wires: ['chat', 'images'],
    credentials: ['key', 'none'],
    sizeDialects: { chat: 'image_config', images: 'size' },
    references: { ...unknownService.references, types: commonTypes },
  },
  placeholder: {
    ...unknownService,
    id: 'placeholder',
    name: 'Placeholder',
    wires: ['placeholder'],
    catalogue: 'placeholder',
    credentials: ['none'],
    firstParty: true,
    pictureless: 'tokens',
    timedOut: 'none',
    concurrency: 2,
    references: { ...unknownService.references, maxBytes: 64 * MiB, maxTotalBytes: 14 * 64 * MiB },
  },
};
