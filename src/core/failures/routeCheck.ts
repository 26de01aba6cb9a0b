import type { Connection } from './connection';
import { diagnoses, diagnosisOf } from './diagnosis';
import type { Link } from './links';
import { links } from './links';
import type { FailureFacts } from './failure';
import type { AccountPart, FreeQuestion } from '../services/preset';
import type { Route } from '../services/route';

/** `cannotShow`: no free question can tell. `notNeeded`: this route has no such link. */
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
  /** A picture was made as well, which proves every link. */
  readonly pictured?: boolean | undefined;
}

export interface PassedOver {
  readonly host: string;
  readonly failure: FailureFacts;
}

/** Which links, besides the credential, a free question proves when it is answered. */
const shows: Readonly<Record<FreeQuestion, readonly Link[]>> = {
  getModel: ['api', 'model'],
  countTokens: ['api', 'permission', 'model'],
  listModels: ['model'],
  keyAndModels: ['model'],
};

/** The link that a check found broken; undefined if none is, or the check was stopped. */
export function brokenLink({ failure, connection }: CheckResult): Link | undefined {
  const broken = failure && diagnoses[diagnosisOf(failure)].breaks;
  // a wrong clock can make a certificate fail too: then the service has not read the key
  const isLost = broken === 'connection' || (broken === 'credential' && failure?.kind === 'network');
  return isLost ? linkLostAt(connection) : broken;
}

/** The link at which a connection ended that gave no answer. */
function linkLostAt(connection: Connection | undefined): Link {
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
      state: isConnectionLink(link)
        ? connectionLinkState(link, result, reached)
        : accountLinkState(link, route, result, reached),
    };
  });
}

/** The index of the first link of which the check says nothing. */
function reachedBefore(broken: Link | undefined, { failure }: CheckResult): number {
  if (!failure) return links.length;
  // a service that says that the credit is gone has read the key, and no more is known
  if (broken === 'credit') return links.indexOf('api');
  return broken ? links.indexOf(broken) : 0;
}

type ConnectionLink = 'proxy' | 'address' | 'tls' | 'service';

function isConnectionLink(link: Link): link is ConnectionLink {
  return links.indexOf(link) <= links.indexOf('service');
}

function connectionLinkState(link: ConnectionLink, { connection }: CheckResult, reached: boolean): LinkState {
  if (!connection) return 'notReached';
  const { proxy, address, secure, tls } = connection;
  if (link === 'proxy' && !proxy) return proxy === false || address !== undefined ? 'notNeeded' : 'notReached';
  if (link === 'tls' && !secure) return 'notNeeded';
  const seen = { proxy: false, address: address !== undefined || tls !== undefined, tls: tls?.trusted, service: false };
  return reached || seen[link] ? 'ok' : 'notReached';
}

function accountLinkState(
  link: Link,
  { preset, credential }: Pick<Route, 'preset' | 'credential'>,
  { pictured }: CheckResult,
  reached: boolean,
): LinkState {
  if (link === 'credential') return credential === 'none' ? 'notNeeded' : reached ? 'ok' : 'notReached';
  if (isAccountPart(link) && !preset.account.includes(link)) return 'notNeeded';
  if (pictured) return 'ok';
  if (!reached) return 'notReached';
  return shows[preset.freeQuestion].includes(link) ? 'ok' : 'cannotShow';
}

function isAccountPart(link: Link): link is AccountPart {
  return link === 'api' || link === 'billing' || link === 'permission';
}

/** Whether `Health` should learn of what a check found. A check can keep a route out, never let it in. */
export function concernsHealth({ preset }: Pick<Route, 'preset'>, { kind, reason, status }: FailureFacts): boolean {
  // without a key a job asks for one
  if (kind === 'cancelled' || reason === 'keyMissing') return false;
  // a service of the user's own may make pictures and have no answer to a free question
  const unknownQuestion = kind === 'badResponse' && (status === 404 || status === 405 || status === 501);
  return !(unknownQuestion && preset.baseUrls.length === 0);
}
