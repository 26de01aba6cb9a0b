import type { ImageSize } from '../pictures/image';
import type { PresetRow, ReferenceMime } from './preset';
import { referenceMimes } from './preset';

/** Hard deadlines from the soft ones in seconds, up to 1K and above. Pro at 4K takes longer: models.ts. */
function deadlines(small: number, large: number): Readonly<Record<ImageSize, number>> {
  const [low, high] = [small * 2_000, large * 2_000];
  return { '512': low, '1K': low, '2K': high, '4K': high };
}

const MiB = 1024 * 1024;

const allTypes = referenceMimes;
const commonTypes: readonly ReferenceMime[] = ['image/png', 'image/jpeg', 'image/webp'];

/** What is assumed of a service of which nothing better is known. */
const unknownService = {
  standIn: false,
  baseUrls: [],
  catalogue: 'generic',
  keyHeader: 'authorization',
  keyVariables: [],
  keyGroups: false,
  vertexOptions: false,
  responseModalities: ['TEXT', 'IMAGE'], // the only pair that relays document
  sizeDialects: {},
  firstParty: false,
  billedBy: 'picture',
  billsByKey: false,
  pictureless: 'unknown',
  timedOut: 'unknown',
  misreportsCredit: false,
  freeQuestion: 'listModels',
  tellsCosts: false,
  account: [],
  concurrency: 4,
  hardDeadlineMs: deadlines(120, 300),
  references: { most: 14, maxBytes: 7 * MiB, maxTotalBytes: 70 * MiB, types: allTypes },
  pages: {},
} as const satisfies Partial<PresetRow>;

const google = {
  ...unknownService,
  wires: ['gemini'],
  catalogue: 'google',
  responseModalities: ['IMAGE'], // with IMAGE alone Google gives a reason instead of small talk
  firstParty: true,
  billedBy: 'tokens',
  pictureless: 'tokens',
  timedOut: 'billed', // the SDK's documentation says so of aborted requests
  misreportsCredit: true,
  concurrency: 8,
} as const satisfies Partial<PresetRow>;

/** A relay on the Shell API gateway: native wire and chat with one key, and a price for each call or each token. */
const shellApi = {
  ...unknownService,
  wires: ['gemini', 'chat'],
  credentials: ['key'],
  keyKind: 'openai',
  sizeDialects: { chat: 'prompt' }, // their chat routes have no field for size or ratio
  timedOut: 'billed',
  billsByKey: true,
  concurrency: 8,
  keyGroups: true,
  needs: 'relayCredit',
} as const satisfies Partial<PresetRow>;

/** The services, in the order in which they are offered. A new service is a new row here. */
const rows = {
  'google-ai-studio': {
    ...google,
    id: 'google-ai-studio',
    name: 'Google AI Studio',
    baseUrls: ['https://generativelanguage.googleapis.com'],
    credentials: ['key'],
    keyHeader: 'x-goog-api-key',
    keyKind: 'google',
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    freeQuestion: 'getModel',
    account: ['api', 'billing'],
    references: { most: 14, maxBytes: 14 * MiB, maxTotalBytes: 14 * MiB, types: allTypes }, // a request of 20 MB, as base64
    pages: {
      start: 'https://ai.google.dev/gemini-api/docs/available-regions',
      key: 'https://aistudio.google.com/apikey',
      billing: 'https://aistudio.google.com/billing',
      usage: 'https://aistudio.google.com/usage',
      project: 'https://aistudio.google.com/projects',
    },
    needs: 'billedKey',
  },
  'vertex-ai': {
    ...google,
    id: 'vertex-ai',
    name: 'Vertex AI',
    baseUrls: ['https://aiplatform.googleapis.com'],
    credentials: ['serviceAccount', 'adc', 'accessToken'],
    googleCloud: {
      usualLocation: 'global',
      locationUrl: 'https://{location}-aiplatform.googleapis.com',
      multiRegionUrl: 'https://aiplatform.{location}.rep.googleapis.com',
      multiRegions: ['us', 'eu'],
      role: { name: 'Vertex AI User', id: 'roles/aiplatform.user' },
    },
    vertexOptions: true,
    freeQuestion: 'countTokens', // its models.get names no project
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
    needs: 'cloudProject',
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
    keyKind: 'openrouter',
    keyVariables: ['OPENROUTER_API_KEY'],
    sizeDialects: { chat: 'openrouter_chat', images: 'openrouter_images' },
    billedBy: 'tokens', // at the makers' rates, and its answers name the sum
    freeQuestion: 'keyAndModels',
    creditQuestion: 'openrouterKey',
    tellsCosts: true,
    concurrency: 8,
    references: { most: 14, maxBytes: 7 * MiB, maxTotalBytes: 14 * MiB, types: commonTypes },
    pages: {
      key: 'https://openrouter.ai/settings/keys',
      billing: 'https://openrouter.ai/settings/credits',
      usage: 'https://openrouter.ai/activity',
    },
    needs: 'manyMakersCredit',
  },
  laozhang: {
    ...shellApi,
    id: 'laozhang',
    name: 'LaoZhang',
    baseUrls: ['https://api.laozhang.ai'],
    catalogue: 'laozhang',
    pictureless: 'billed', // it bills every answer with status 200
    hardDeadlineMs: deadlines(300, 300),
    pages: {
      key: 'https://api.laozhang.ai/token',
      billing: 'https://api.laozhang.ai/account/profile',
      usage: 'https://api.laozhang.ai/log',
    },
  },
  openai: {
    ...unknownService,
    id: 'openai',
    name: 'OpenAI',
    baseUrls: ['https://api.openai.com'],
    wires: ['images'],
    catalogue: 'openai',
    credentials: ['key'],
    keyKind: 'openai',
    sizeDialects: { images: 'size' },
    account: ['billing', 'permission'], // image models can want a verified organization
    firstParty: true,
    billedBy: 'tokens',
    references: { most: 16, maxBytes: 47 * MiB, maxTotalBytes: 200 * MiB, types: commonTypes }, // less than 50 MB each
    pages: {
      key: 'https://platform.openai.com/api-keys',
      billing: 'https://platform.openai.com/settings/organization/billing/overview',
    },
    needs: 'gptImageCredit',
  },
  'gemini-compatible': {
    ...unknownService,
    id: 'gemini-compatible',
    name: 'Gemini-compatible service',
    creditQuestion: 'newApiToken', // many of them are new-api; the others have no such address
    wires: ['gemini'],
    credentials: ['key', 'none'],
    keyHeader: 'x-goog-api-key',
    freeQuestion: 'getModel',
    needs: 'addressAndKey',
  },
  'openai-compatible': {
    ...unknownService,
    id: 'openai-compatible',
    name: 'OpenAI-compatible service',
    creditQuestion: 'newApiToken', // many of them are new-api; the others have no such address
    wires: ['chat', 'images'],
    credentials: ['key', 'none'],
    sizeDialects: { chat: 'image_config', images: 'size' },
    references: { ...unknownService.references, types: commonTypes },
    needs: 'addressOnly',
  },
  placeholder: {
    ...unknownService,
    id: 'placeholder',
    name: 'Placeholder',
    standIn: true,
    wires: ['placeholder'],
    credentials: ['none'],
    firstParty: true,
    pictureless: 'tokens',
    timedOut: 'none',
    concurrency: 2,
    references: { ...unknownService.references, maxBytes: 64 * MiB, maxTotalBytes: 14 * 64 * MiB },
    needs: 'nothing',
  },
} as const satisfies Readonly<Record<string, PresetRow>>;

export type PresetId = keyof typeof rows;

/** A service, as data. */
export interface Preset extends PresetRow {
  readonly id: PresetId;
}

export const presets: { readonly [Id in PresetId]: Preset & { readonly id: Id } } = rows;

export const presetIds: readonly PresetId[] = Object.values(rows).map(({ id }) => id);

/** The services that people can connect. */
export const connectable: readonly PresetId[] = presetIds.filter((id) => !presets[id].standIn);
