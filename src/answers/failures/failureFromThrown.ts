import type { FailureFacts, FailureReason } from '../../core/failures/failure';
import { GenerationFailure } from '../../core/failures/failure';
import { isFields } from '../json/json';
import type { Classification } from '../words/classification';
import { classifyCredentialError, classifyTokenAnswer, tokenAnswer } from './credentials';
import { redactedText } from './message';
import type { Link } from './networkErrors';
import { isLocal, isNetwork, reasonOfConnection } from './networkErrors';
import { safeCause } from './safeCause';

interface ThrownFacts {
  /** The request had been fully written. */
  readonly sent: boolean;
  readonly abortedBy?: 'user' | 'deadline' | undefined;
  readonly secrets: readonly string[];
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

/** A whole answer that is not read: `TooLargeError`. */
const tooLarge = 'ANSWER_TOO_LARGE';

/** A key that no header can carry: spaces, quotes, invisible signs. Node's message quotes it. */
const badHeader = /invalid header value|invalid character in header|bytestring/i;

interface Told extends Pick<FailureFacts, 'kind' | 'reason' | 'charge'> {
  /** Of this machine, or of `answered`. */
  readonly words: string;
  /** The words are a service's: it answered the request for a token. */
  readonly answered?: boolean;
}

function wordsOf(links: readonly Link[]): string {
  // the innermost error names the host or file, the outer ones only say that something failed
  return links.findLast(({ message }) => message.trim() !== '')?.message ?? links.find(({ code }) => code)?.code ?? '';
}

function beforeSending(links: readonly Link[]): Told {
  const words = wordsOf(links);
  const told = (classification: Classification, text = words): Told => ({
    ...classification,
    charge: 'none',
    words: text,
  });
  const answer = links.map(({ error }) => tokenAnswer(error)).find((item) => item !== undefined);
  if (answer) {
    const { status, words: said } = answer;
    return { ...told(classifyTokenAnswer(status, said), said || words), answered: said !== '' };
  }
  const header = links.find(({ message, code }) => badHeader.test(message) || code === 'ERR_INVALID_CHAR');
  if (header) return told({ kind: 'auth', reason: 'keyMalformed' }, header.message);
  if (links.some(isNetwork)) return told({ kind: 'network', reason: reasonOfNetwork(links) });
  if (links.some(isLocal)) return told({ kind: 'auth', reason: reasonOfFile(links) });
  const all = links.map(({ code, message }) => `${code} ${message}`).join('\n');
  return told(classifyCredentialError(all) ?? { kind: 'badRequest' });
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
  const { kind, reason, charge, words, answered } = tell(chainOf(error), facts);
  const message = redactedText(words, facts.secrets);
  const cause = safeCause(error, facts.secrets);
  // what an SDK refuses to send is this route's matter: another may take it
  const routeOnly = kind === 'badRequest' ? { routeOnly: true } : {};
  return new GenerationFailure({
    kind,
    charge,
    ...(reason ? { reason } : {}),
    ...routeOnly,
    ...(message ? { [answered ? 'providerMessage' : 'localMessage']: message } : {}),
    cause,
  });
}
