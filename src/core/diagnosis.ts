import { isOwnAddress } from './defaultUrls';
import type { FailureFacts, FailureKind, FailureReason } from './failure';
import type { Preset, PresetPage } from './presets';
import type { Route } from './route';

/** What is wrong with a route, as exactly as it is known. */
export type Diagnosis = FailureKind | FailureReason;

export function diagnosisOf({ reason, kind }: Pick<FailureFacts, 'reason' | 'kind'>): Diagnosis {
  return reason ?? kind;
}

/** The one thing that helps. What each does is the edge's; those that open a page have it from `pageOf`. */
export type Remedy =
  | 'setKey'
  | 'makeKey'
  | 'openBilling'
  | 'enableApi'
  | 'openPermissions'
  | 'openProject'
  /** Change the route's address, project, location or protocol. */
  | 'editRoute'
  /** Use or connect another route: nothing mends this one here. */
  | 'otherRoute'
  /** Sign in with gcloud again, on the machine where the extension runs. */
  | 'signIn'
  | 'networkSettings'
  | 'openSettings'
  | 'testRoutes'
  | 'tryAgain'
  | 'showLog';

/** What helps with each; undefined where there is none but to read. */
export const remedies: Readonly<Record<Diagnosis, Remedy | undefined>> = {
  auth: 'setKey',
  keyMissing: 'setKey',
  keyMalformed: 'setKey',
  keyExpired: 'makeKey',
  keyLeaked: 'makeKey',
  keyOfOtherKind: 'setKey',
  credentialsNotFound: 'signIn',
  credentialsVariable: 'editRoute', // a login does not help: the variable goes first
  credentialsUnusable: 'setKey',
  credentialsRevoked: 'setKey',
  signInAgain: 'signIn',
  region: 'otherRoute',
  setup: 'openProject',
  clockWrong: 'tryAgain',
  apiDisabled: 'enableApi',
  billingDisabled: 'openBilling',
  roleMissing: 'openPermissions',
  projectUnknown: 'editRoute',
  suspended: 'openProject',
  keyRestricted: 'makeKey',
  credit: 'openBilling',
  prepaidEmpty: 'openBilling',
  quota: 'otherRoute',
  freeTier: 'openBilling',
  rateLimit: 'tryAgain',
  overloaded: 'tryAgain',
  server: 'tryAgain',
  emptyBadGateway: 'networkSettings',
  network: 'testRoutes',
  nameNotFound: 'testRoutes',
  connectionRefused: 'testRoutes',
  certificateUnknown: 'networkSettings',
  certificateOfOther: 'testRoutes',
  proxyUnreachable: 'networkSettings',
  proxyPassword: 'networkSettings',
  proxyRefused: 'networkSettings',
  model: 'otherRoute',
  groupWithoutModel: 'makeKey',
  locationWithoutModel: 'editRoute',
  refused: undefined,
  noImage: 'tryAgain',
  badRequest: 'showLog',
  timeout: 'tryAgain',
  interrupted: 'tryAgain',
  badResponse: 'editRoute',
  webPage: 'editRoute',
  redirected: 'editRoute',
  noSuchAddress: 'editRoute',
  answerTooLarge: 'otherRoute',
  cancelled: undefined,
  unsupported: undefined,
  noRoute: 'openSettings',
  budget: 'openSettings',
  ledgerBusy: 'tryAgain',
  ledgerUnwritable: 'tryAgain',
};

/** The parts of a route that what helps depends on. */
type Place = Pick<Route, 'preset' | 'location' | 'baseUrls' | 'credential'>;

/**
 * What helps with a failure on a route. A gcloud login is mended by signing in again, not by a key; a relay's free key not by
 * the user's billing; an address that the service itself names is not wrong, so a page in its place is the network's.
 */
export function remedyOf(facts: Pick<FailureFacts, 'reason' | 'kind'>, route?: Place): Remedy | undefined {
  const diagnosis = diagnosisOf(facts);
  const remedy = remedies[diagnosis];
  if (remedy === 'setKey' && route?.credential === 'adc') return 'signIn';
  if (diagnosis === 'freeTier' && route && !route.preset.firstParty) return 'otherRoute';
  const isPage = diagnosis === 'webPage' || diagnosis === 'redirected';
  return isPage && route && !isOwnAddress(route) ? 'tryAgain' : remedy;
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
