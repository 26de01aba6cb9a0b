import { isOwnAddress } from '../services/defaultUrls';
import type { FailureFacts, FailureReason } from './failure';
import type { Link } from './links';
import type { FailureKind } from './policy';
import type { PresetPage } from '../services/preset';
import type { Preset } from '../services/presets';
import type { Route } from '../services/route';
import { needsSecret } from '../services/route';

/** What is wrong with a route, as exactly as it is known. */
export type Diagnosis = FailureKind | FailureReason;

export function diagnosisOf({ reason, kind }: Pick<FailureFacts, 'reason' | 'kind'>): Diagnosis {
  return reason ?? kind;
}

/** The one thing that helps. What each of them does is decided in `host`; the pages that they open come from `pageFor`. */
export type Remedy =
  | 'setKey'
  | 'makeKey'
  | 'openBilling'
  | 'enableApi'
  | 'openPermissions'
  | 'openProject'
  /** Change the route's address, project, location or protocol. */
  | 'editRoute'
  /** Use or connect another route: this one cannot be mended from here. */
  | 'otherRoute'
  /** Sign in with gcloud again, on the machine where the extension runs. */
  | 'signIn'
  | 'networkSettings'
  | 'openSettings'
  | 'raiseLimit'
  | 'testRoutes'
  | 'tryAgain'
  | 'changePrompt'
  | 'showLog';

/** What is known of a diagnosis. */
interface DiagnosisFacts {
  /** What helps; left out where nothing does. */
  readonly remedy?: Remedy;
  /** The link that it breaks; `connection`: the one at which the connection ended. */
  readonly breaks?: Link | 'connection';
}

export const diagnoses: Readonly<Record<Diagnosis, DiagnosisFacts>> = {
  auth: { remedy: 'setKey', breaks: 'credential' },
  keyMissing: { remedy: 'setKey', breaks: 'credential' },
  keyMalformed: { remedy: 'setKey', breaks: 'credential' },
  keyExpired: { remedy: 'makeKey', breaks: 'credential' },
  keyLeaked: { remedy: 'makeKey', breaks: 'credential' },
  keyOfOtherKind: { remedy: 'setKey', breaks: 'credential' },
  credentialsNotFound: { remedy: 'signIn', breaks: 'credential' },
  credentialsVariable: { remedy: 'editRoute', breaks: 'credential' }, // a login does not help: the variable takes precedence over it
  credentialsUnusable: { remedy: 'setKey', breaks: 'credential' },
  credentialsRevoked: { remedy: 'setKey', breaks: 'credential' },
  signInAgain: { remedy: 'signIn', breaks: 'credential' },
  region: { remedy: 'otherRoute', breaks: 'service' },
  setup: { remedy: 'openProject', breaks: 'permission' },
  clockWrong: { remedy: 'tryAgain', breaks: 'credential' },
  apiDisabled: { remedy: 'enableApi', breaks: 'api' },
  billingDisabled: { remedy: 'openBilling', breaks: 'billing' },
  roleMissing: { remedy: 'openPermissions', breaks: 'permission' },
  projectUnknown: { remedy: 'editRoute', breaks: 'permission' },
  suspended: { remedy: 'openProject', breaks: 'permission' },
  keyRestricted: { remedy: 'makeKey', breaks: 'credential' },
  credit: { remedy: 'openBilling', breaks: 'credit' },
  prepaidEmpty: { remedy: 'openBilling', breaks: 'credit' },
  quota: { remedy: 'otherRoute', breaks: 'credit' },
  freeTier: { remedy: 'openBilling', breaks: 'credit' },
  rateLimit: { remedy: 'tryAgain', breaks: 'service' },
  overloaded: { remedy: 'tryAgain', breaks: 'service' },
  server: { remedy: 'tryAgain', breaks: 'service' },
  emptyBadGateway: { remedy: 'networkSettings', breaks: 'service' },
  network: { remedy: 'testRoutes', breaks: 'connection' },
  nameNotFound: { remedy: 'testRoutes', breaks: 'connection' },
  connectionRefused: { remedy: 'testRoutes', breaks: 'connection' },
  certificateUnknown: { remedy: 'networkSettings', breaks: 'tls' },
  certificateOfOther: { remedy: 'testRoutes', breaks: 'tls' },
  proxyUnreachable: { remedy: 'networkSettings', breaks: 'proxy' },
  proxyPassword: { remedy: 'networkSettings', breaks: 'proxy' },
  proxyRefused: { remedy: 'networkSettings', breaks: 'proxy' },
  model: { remedy: 'otherRoute', breaks: 'model' },
  groupWithoutModel: { remedy: 'makeKey', breaks: 'model' },
  locationWithoutModel: { remedy: 'editRoute', breaks: 'model' },
  refused: { remedy: 'changePrompt', breaks: 'model' },
  noImage: { remedy: 'tryAgain', breaks: 'model' },
  badRequest: { remedy: 'showLog', breaks: 'service' },
  timeout: { remedy: 'tryAgain', breaks: 'connection' },
  interrupted: { remedy: 'tryAgain', breaks: 'service' },
  badResponse: { remedy: 'editRoute', breaks: 'service' },
  webPage: { remedy: 'editRoute', breaks: 'service' },
  redirected: { remedy: 'editRoute', breaks: 'service' },
  noSuchAddress: { remedy: 'editRoute', breaks: 'service' },
  answerTooLarge: { remedy: 'otherRoute', breaks: 'service' },
  answerUnreadable: { remedy: 'otherRoute', breaks: 'service' },
  cancelled: {},
  unsupported: { breaks: 'model' },
  noRoute: { remedy: 'openSettings', breaks: 'model' },
  budget: { remedy: 'openSettings', breaks: 'credit' },
  overLimit: { remedy: 'raiseLimit', breaks: 'credit' },
  priceUnknown: { remedy: 'openSettings', breaks: 'credit' },
  ledgerBusy: { remedy: 'tryAgain', breaks: 'credit' },
  ledgerUnwritable: { remedy: 'tryAgain', breaks: 'credit' },
};

/** The parts of a route that decide what helps. */
type RemedyRoute = Pick<Route, 'preset' | 'location' | 'baseUrls' | 'credential'>;

/**
 * What helps with a failure on a route. A gcloud login is mended by signing in again, not by a key; a relay's free key is not
 * mended by the user's billing; a model that says something instead of giving a picture often asks about the prompt; a service's own address is not wrong, so that a web page instead of an answer comes from the network.
 */
export function remedyOf(
  facts: Pick<FailureFacts, 'reason' | 'kind' | 'providerMessage'>,
  route?: RemedyRoute,
): Remedy | undefined {
  const diagnosis = diagnosisOf(facts);
  const { remedy } = diagnoses[diagnosis];
  if (diagnosis === 'noImage' && facts.providerMessage) return 'changePrompt';
  if (remedy === 'setKey' && route?.credential === 'adc') return 'signIn';
  if (diagnosis === 'freeTier' && route && !route.preset.firstParty) return 'otherRoute';
  const isPage = diagnosis === 'webPage' || diagnosis === 'redirected';
  return isPage && route && !isOwnAddress(route) ? 'tryAgain' : remedy;
}

/** Whether another key is what helps: the one that the route was given is not taken, or is not for this. */
export function wantsOtherKey(facts: Pick<FailureFacts, 'reason' | 'kind'>, route: RemedyRoute): boolean {
  const remedy = remedyOf(facts, route);
  return needsSecret(route) && (remedy === 'setKey' || remedy === 'makeKey');
}

/** Which of a service's pages a remedy opens. */
const pages: Readonly<Partial<Record<Remedy, PresetPage>>> = {
  makeKey: 'key',
  openBilling: 'billing',
  enableApi: 'api',
  openPermissions: 'permissions',
  openProject: 'project',
};

/** The address that a remedy opens, with the route's project filled in; undefined if the service has no such page. */
export function pageFor(
  remedy: Remedy,
  route: { readonly preset: Pick<Preset, 'pages'> } & Pick<Route, 'project'>,
  facts: Pick<FailureFacts, 'helpUrl'> = {},
): string | undefined {
  if (remedy === 'enableApi' && facts.helpUrl) return facts.helpUrl;
  const page = pages[remedy];
  return page && pageOf(route, page);
}

/** One of the service's pages, with the route's project filled in where the page is about one. */
export function pageOf(
  { preset, project }: { readonly preset: Pick<Preset, 'pages'> } & Pick<Route, 'project'>,
  page: PresetPage,
): string | undefined {
  const address = preset.pages[page];
  if (!address) return undefined;
  const url = new URL(address);
  if (url.searchParams.get('project') === '') {
    if (project) url.searchParams.set('project', project);
    else url.searchParams.delete('project');
  }
  return url.href;
}
