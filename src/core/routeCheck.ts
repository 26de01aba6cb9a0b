import type { Connection } from './connection';
import type { Diagnosis } from './diagnosis';
import { diagnosisOf } from './diagnosis';
import type { FailureFacts } from './failure';
import type { AccountPart, FreeCheck } from './presets';
import type { Route } from './route';

/** What a picture needs, in the order in which a request comes to it. */
export const links = [
  'proxy',
  'address',
  'tls',
  'service',
  'credential',
  'api',
  'billing',
  'permission',
  'model',
  'credit',
] as const;
export type Link = (typeof links)[number];

/** `cannotShow`: no free question tells. `notNeeded`: this route has no such link. */
export type LinkState = 'ok' | 'failed' | 'notReached' | 'cannotShow' | 'notNeeded';

export interface CheckedLink {
  readonly link: Link;
  readonly state: LinkState;
}

/** What one check of a route has found. */
export interface CheckResult {
  /** The last connection; absent where none was begun, such as without a key. */
  readonly connection?: Connection | undefined;
  /** Addresses of the route before that one, which could not be reached. */
  readonly passedOver: readonly PassedOver[];
  /** The id under which the route knows the model. */
  readonly modelId?: string | undefined;
  readonly failure?: FailureFacts | undefined;
  /** A picture was made, which proves every link. */
  readonly pictured?: boolean | undefined;
}

export interface PassedOver {
  readonly host: string;
  readonly failure: FailureFacts;
}

/** What each free question shows when it is answered, behind the key. */
const shows: Readonly<Record<FreeCheck, readonly Link[]>> = {
  getModel: ['api', 'model'],
  countTokens: ['api', 'permission', 'model'],
  listModels: ['model'],
  keyAndModels: ['model'],
};

/** The link that each failure breaks; `connection`: as far as the connection came. */
const breaks: Readonly<Record<Diagnosis, Link | 'connection' | undefined>> = {
  auth: 'credential',
  keyMissing: 'credential',
  keyMalformed: 'credential',
  keyExpired: 'credential',
  keyLeaked: 'credential',
  keyOfOtherKind: 'credential',
  keyRestricted: 'credential',
  credentialsNotFound: 'credential',
  credentialsVariable: 'credential',
  credentialsUnusable: 'credential',
  credentialsRevoked: 'credential',
  signInAgain: 'credential',
  clockWrong: 'credential',
  region: 'service',
  setup: 'permission',
  apiDisabled: 'api',
  billingDisabled: 'billing',
  roleMissing: 'permission',
  projectUnknown: 'permission',
  suspended: 'permission',
  credit: 'credit',
  prepaidEmpty: 'credit',
  quota: 'credit',
  freeTier: 'credit',
  budget: 'credit',
  ledgerBusy: 'credit',
  ledgerUnwritable: 'credit',
  rateLimit: 'service',
  overloaded: 'service',
  server: 'service',
  emptyBadGateway: 'service',
  network: 'connection',
  nameNotFound: 'connection',
  connectionRefused: 'connection',
  certificateUnknown: 'tls',
  certificateOfOther: 'tls',
  proxyUnreachable: 'proxy',
  proxyPassword: 'proxy',
  proxyRefused: 'proxy',
  timeout: 'connection',
  interrupted: 'service',
  badRequest: 'service',
  badResponse: 'service',
  webPage: 'service',
  redirected: 'service',
  noSuchAddress: 'service',
  answerTooLarge: 'service',
  model: 'model',
  groupWithoutModel: 'model',
  locationWithoutModel: 'model',
  refused: 'model',
  noImage: 'model',
  unsupported: 'model',
  noRoute: 'model',
  cancelled: undefined,
};

/** The link that a check found broken; undefined if none is, or the check was stopped. */
export function brokenLink({ failure, connection }: CheckResult): Link | undefined {
  const broken = failure && breaks[diagnosisOf(failure)];
  // a wrong clock can make a certificate fail too: then nobody has read the key
  const isLost = broken === 'connection' || (broken === 'credential' && failure?.kind === 'network');
  return isLost ? lostAt(connection) : broken;
}

/** How far a connection came that gave no answer. */
function lostAt(connection: Connection | undefined): Link {
  if (connection?.tls) return connection.tls.trusted ? 'service' : 'tls';
  if (connection?.proxy) return 'proxy';
  if (connection?.address === undefined) return 'address';
  return connection.secure ? 'tls' : 'service';
}

/** Every link of a route with its state. Links before the broken one are ok as far as a check can show them. */
export function chainOf(route: Pick<Route, 'preset' | 'credential'>, result: CheckResult): CheckedLink[] {
  const broken = brokenLink(result);
  const end = reachedBefore(broken, result);
  return links.map((link) => {
    if (link === broken) return { link, state: 'failed' };
    const reached = links.indexOf(link) < end;
    return {
      link,
      state: isOnTheWay(link) ? wayState(link, result, reached) : stateBehind(link, route, result, reached),
    };
  });
}

/** The place of the first link that the check says nothing of. */
function reachedBefore(broken: Link | undefined, { failure }: CheckResult): number {
  if (!failure) return links.length;
  // who says that the credit is gone has read the key, and no more is known
  if (broken === 'credit') return links.indexOf('api');
  return broken ? links.indexOf(broken) : 0;
}

type WayLink = 'proxy' | 'address' | 'tls' | 'service';

function isOnTheWay(link: Link): link is WayLink {
  return links.indexOf(link) <= links.indexOf('service');
}

function wayState(link: WayLink, { connection }: CheckResult, reached: boolean): LinkState {
  if (!connection) return 'notReached';
  const { proxy, address, secure, tls } = connection;
  if (link === 'proxy' && !proxy) return proxy === false || address !== undefined ? 'notNeeded' : 'notReached';
  if (link === 'tls' && !secure) return 'notNeeded';
  const seen = { proxy: false, address: address !== undefined || tls !== undefined, tls: tls?.trusted, service: false };
  return reached || seen[link] ? 'ok' : 'notReached';
}

function stateBehind(
  link: Link,
  { preset, credential }: Pick<Route, 'preset' | 'credential'>,
  { pictured }: CheckResult,
  reached: boolean,
): LinkState {
  if (link === 'credential') return credential === 'none' ? 'notNeeded' : reached ? 'ok' : 'notReached';
  if (isAccountPart(link) && !preset.account.includes(link)) return 'notNeeded';
  if (pictured) return 'ok';
  if (!reached) return 'notReached';
  return shows[preset.freeCheck].includes(link) ? 'ok' : 'cannotShow';
}

function isAccountPart(link: Link): link is AccountPart {
  return link === 'api' || link === 'billing' || link === 'permission';
}

/** Whether jobs should hear of what a check found. A check can keep a route out, never let it in. */
export function concernsHealth({ preset }: Pick<Route, 'preset'>, { kind, reason, status }: FailureFacts): boolean {
  // without a key a job asks for one
  if (kind === 'cancelled' || reason === 'keyMissing') return false;
  // a service of the user's own may make pictures and have no answer to a free question
  const unknownQuestion = kind === 'badResponse' && (status === 404 || status === 405 || status === 501);
  return !(unknownQuestion && preset.baseUrls.length === 0);
}
