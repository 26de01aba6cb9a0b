import type { Charge } from '../failures/failure';
import type { ServiceKeyKind } from '../keys/keyKind';
import type { ImageSize } from '../pictures/image';
import type { ChatDialect, ImagesDialect } from './dialects';
import type { Column } from './models';
import type { Wire } from './wires';

/** The kind of credential of a route. `adc`: Application Default Credentials, an explicit choice of the user. */
export type CredentialKind = 'key' | 'serviceAccount' | 'adc' | 'accessToken' | 'none';

/** What a key is charged for: each call at a price of its own, or the tokens of each answer. */
export const billings = ['perCall', 'perToken'] as const;
export type Billing = (typeof billings)[number];

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
export type PresetPage = 'start' | 'key' | 'billing' | 'usage' | 'api' | 'permissions' | 'project';

/**
 * What can be asked of a service for free: a model, a count of tokens within the project, or the list of models. `keyAndModels`:
 * the list is public, so that the service is asked about the key as well.
 */
export type FreeQuestion = 'getModel' | 'countTokens' | 'listModels' | 'keyAndModels';

/** What tells the credit that a key has left: OpenRouter's page of the key, or new-api's use of the token. */
export type CreditQuestion = 'openrouterKey' | 'newApiToken';

/** What has to be in order in the account besides the key. */
export type AccountPart = 'api' | 'billing' | 'permission';

/** What a service needs and what using it means, as people are told before they connect it; serviceText.ts has the sentences. */
export type ServiceNeeds =
  | 'billedKey'
  | 'cloudProject'
  | 'relayCredit'
  | 'manyMakersCredit'
  | 'gptImageCredit'
  | 'addressAndKey'
  | 'addressOnly'
  | 'nothing';

/** A service of Google Cloud: each route names a project, and a location with an address of its own. */
export interface GoogleCloud {
  /** The location that is reached at `baseUrls`, and that a route has if it names none. */
  readonly usualLocation: string;
  /** The address of any other location, with `{location}` where its name goes. */
  readonly locationUrl: string;
  /** The same for locations that are several regions. */
  readonly multiRegionUrl: string;
  readonly multiRegions: readonly string[];
  /** The role that lets an account make pictures: as the console shows it, and as it is spelled in commands. */
  readonly role: { readonly name: string; readonly id: string };
}

/** What is known of a service. Everything in which services differ is a field here: no other code asks which service it has. */
export interface PresetRow {
  /** As settings spell it. */
  readonly id: string;
  readonly name: string;
  /**
   * It stands in where no route is connected: it draws on this machine, sends nothing, costs nothing and records nothing, and is
   * never connected or shown as a route.
   */
  readonly standIn: boolean;
  /** Origins and paths without a version, in order: the next one is tried when one cannot be reached. Empty: the user names one. */
  readonly baseUrls: readonly string[];
  /** Best first. A route uses the first one, or the one that it names. */
  readonly wires: readonly Wire[];
  /** Which column of `offers` in models.ts names its ids and prices. */
  readonly catalogue: Column;
  /** Best first. A route uses the first one, or the one that it names. */
  readonly credentials: readonly CredentialKind[];
  /** The header that carries the key on the gemini wire; on the others it is always `Authorization: Bearer`. */
  readonly keyHeader: 'x-goog-api-key' | 'authorization';
  /** What its keys look like; left out: they may look like anything. */
  readonly keyKind?: ServiceKeyKind;
  /** Environment variables whose name says that the key in them is for this service. */
  readonly keyVariables: readonly string[];
  /** Its keys belong to groups, each with models of its own. */
  readonly keyGroups: boolean;
  readonly googleCloud?: GoogleCloud;
  /** Takes output type, JPEG quality and which people may be shown: `ImageRequest.vertex`. */
  readonly vertexOptions: boolean;
  /** What the gemini wire asks to be answered with. */
  readonly responseModalities: readonly ('TEXT' | 'IMAGE')[];
  /** How size and ratio are named on the wires that have no standard for them; a route may choose another way. */
  readonly sizeDialects: { readonly chat?: ChatDialect; readonly images?: ImagesDialect };
  /** The maker of the models itself, not a relay, which sees the prompts too. */
  readonly firstParty: boolean;
  /** Whether a picture is billed by its tokens at the maker's rates, or at a price of its own. */
  readonly billedBy: 'tokens' | 'picture';
  /** It has keys of both kinds, and only their user knows which one is which. */
  readonly billsByKey: boolean;
  /** What an answer without a picture costs: a fraction of a cent for its tokens, the whole price, or nobody says. */
  readonly pictureless: 'tokens' | 'billed' | 'unknown';
  /** What a request costs that timed out here, as far as the service says. */
  readonly timedOut: Charge;
  /** It has reported prepaid credit as used up when it was not. */
  readonly misreportsCredit: boolean;
  readonly freeQuestion: FreeQuestion;
  /** How the credit that is left can be asked for with the key; left out: it cannot. */
  readonly creditQuestion?: CreditQuestion;
  /** It tells later what one answer cost, by the id of that answer. */
  readonly tellsCosts: boolean;
  readonly account: readonly AccountPart[];
  /** How many requests may be under way at once. */
  readonly concurrency: number;
  /** Hard deadline in milliseconds for one request of a size: only then is the connection closed. The soft one is half of it. */
  readonly hardDeadlineMs: Readonly<Record<ImageSize, number>>;
  readonly references: ReferenceLimits;
  readonly pages: Readonly<Partial<Record<PresetPage, string>>>;
  readonly needs: ServiceNeeds;
}

/** Whether it takes Google's own credentials: a service account's key file or a gcloud login. */
export function takesGoogleCredentials({ credentials }: Pick<PresetRow, 'credentials'>): boolean {
  return credentials.includes('serviceAccount');
}
