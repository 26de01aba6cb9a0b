import type { FailureFacts, FailureReason } from '../../core/failure';
import { GenerationFailure } from '../../core/failure';
import { isFields } from '../answer/json';
import type { Fields } from '../answer/json';
import { reasonOfConnection } from './connections';
import { tokenAnswer, verdictOfCredential, verdictOfTokenAnswer } from './credentials';
import { shown } from './message';
import { safeCause } from './safeCause';
import type { Verdict } from './verdict';

export interface ThrownFacts {
  /** The request had been fully written. */
  readonly sent: boolean;
  readonly abortedBy?: 'user' | 'deadline' | undefined;
  readonly secrets: readonly string[];
}

/** One error of a chain of causes. */
interface Link {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly error: Fields;
}

const longestChain = 12;

/** An error, its causes and the members of an AggregateError, the outermost first. */
function chainOf(error: unknown): Link[] {
  const links: Link[] = [];
  const waiting: unknown[] = [error];
  const seen = new Set<unknown>();
  while (waiting.length > 0 && links.length < longestChain) {
    const next = waiting.shift();
    if (seen.has(next)) continue;
    seen.add(next);
    if (typeof next === 'string') links.push({ name: '', code: '', message: next, error: {} });
    if (!isFields(next)) continue;
    const text = (name: string): string => (typeof next[name] === 'string' ? next[name] : '');
    links.push({ name: text('name'), code: text('code'), message: text('message'), error: next });
    const errors = next['errors'];
    waiting.push(next['cause'], ...(Array.isArray(errors) ? (errors as unknown[]) : []));
  }
  return links;
}

/** Codes of Node, OpenSSL, undici and its HTTP parser for connections that could not be made or broke. */
const networkCode =
  /^(?:E(?!RR_)[A-Z_0-9]{3,}|ERR_(?:TLS|SSL|HTTP2?|STREAM|SOCKET|PROXY)_.*|UND_ERR_.*|HPE_.*|CERT_.*|SELF_SIGNED_.*|DEPTH_ZERO_.*|UNABLE_TO_.*|HOSTNAME_MISMATCH|ERROR_IN_CERT_.*|INVALID_(?:CA|PURPOSE)|PROXY_(?:ANSWER|UNREACHABLE)|ABORT_ERR)$/;
/** Of these, the ones that are about files and arguments. */
const localCode = /^(?:ENOENT|EACCES|EPERM|EISDIR|ENOTDIR|EMFILE|EINVAL|ERR_HTTP_INVALID_HEADER_VALUE)$/;
const networkWords =
  /fetch failed|socket hang up|network (?:error|socket)|connection (?:error|timeout|reset|refused|closed)|request timed out|other side closed|^terminated$|premature close|failed, reason:/i;

function isLocal({ code, error }: Link): boolean {
  return localCode.test(code) && error['syscall'] !== 'connect';
}

function isNetwork(link: Link): boolean {
  const { code, name, message } = link;
  if (networkCode.test(code) && !isLocal(link)) return true;
  return /^(?:AbortError|TimeoutError|APIConnection\w*Error)$/.test(name) || networkWords.test(message);
}

/** A whole answer that is not read: `TooLargeError`. */
const tooLarge = 'ANSWER_TOO_LARGE';

/** A key that no header can carry: spaces, quotes, invisible signs. Node's message quotes it. */
const badHeader = /invalid header value|invalid character in header|bytestring/i;

type Told = Pick<FailureFacts, 'kind' | 'reason' | 'charge'> & { readonly words: string };

function wordsOf(links: readonly Link[]): string {
  // the innermost error names the host or file, the outer ones only say that something failed
  return links.findLast(({ message }) => message.trim() !== '')?.message ?? links.find(({ code }) => code)?.code ?? '';
}

function beforeSending(links: readonly Link[]): Told {
  const words = wordsOf(links);
  const told = (verdict: Verdict, text = words): Told => ({ ...verdict, charge: 'none', words: text });
  const answer = links.map(({ error }) => tokenAnswer(error)).find((item) => item !== undefined);
  if (answer) return told(verdictOfTokenAnswer(answer.status, answer.words), answer.words || words);
  const header = links.find(({ message, code }) => badHeader.test(message) || code === 'ERR_INVALID_CHAR');
  if (header) return told({ kind: 'auth', reason: 'keyMalformed' }, header.message);
  if (links.some(isNetwork)) return told({ kind: 'network', reason: reasonOfNetwork(links) });
  if (links.some(isLocal)) return told({ kind: 'auth', reason: reasonOfFile(links) });
  const all = links.map(({ code, message }) => `${code} ${message}`).join('\n');
  return told(verdictOfCredential(all) ?? { kind: 'badRequest' });
}

function reasonOfNetwork(links: readonly Link[]): FailureReason | undefined {
  return links
    .map(({ code, error }) => reasonOfConnection(code, error['status']))
    .find((reason) => reason !== undefined);
}

/** A credential file that is not there, or that cannot be read. */
function reasonOfFile(links: readonly Link[]): FailureReason {
  return links.some(({ code }) => code === 'ENOENT') ? 'credentialsNotFound' : 'credentialsUnusable';
}

function tell(links: readonly Link[], { sent, abortedBy }: ThrownFacts): Told {
  const charge = sent ? 'unknown' : 'none';
  if (abortedBy === 'user') return { kind: 'cancelled', charge, words: '' };
  if (abortedBy === 'deadline') return { kind: sent ? 'timeout' : 'network', charge, words: '' };
  if (sent && links.some(({ code }) => code === tooLarge)) {
    return { kind: 'badResponse', reason: 'answerTooLarge', charge, words: '' };
  }
  return sent ? { kind: 'interrupted', charge, words: wordsOf(links) } : beforeSending(links);
}

/** A failure from something thrown before or instead of an answer. */
export function failureFromThrown(error: unknown, facts: ThrownFacts): GenerationFailure {
  if (error instanceof GenerationFailure) return error;
  const { kind, reason, charge, words } = tell(chainOf(error), facts);
  const providerMessage = shown(words, facts.secrets);
  const cause = safeCause(error, facts.secrets);
  // what an SDK refuses to send is this route's matter: another may take it
  const routeOnly = kind === 'badRequest' ? { routeOnly: true } : {};
  return new GenerationFailure({
    kind,
    charge,
    ...(reason ? { reason } : {}),
    ...routeOnly,
    ...(providerMessage ? { providerMessage } : {}),
    cause,
  });
}
