import { holdsKey, redact } from '../../core/redaction/redact';
import type { Evidence } from '../reading/evidence';
import { groupOf } from '../words/patterns';
import type { ErrorLayer } from './errorLayer';

const longestMessage = 1500;
/** Read beyond the end that is kept, so that no half key stands there. */
const margin = 8000;

/** Messages of wrappers that only say that something inside went wrong. */
const hollow = new RegExp(
  `^${groupOf([
    /provider returned error/, // OpenRouter
    /upstream (?:error|request failed)/, // new-api's forks
    /openai_error/, // one-api, new-api
    /bad_response_status_code/, // new-api
    /unknown error/, // many relays
    /error/, // a `type` where the message was due
    /null|undefined|\[object Object\]|\{\s*\}/, // what JavaScript and Go print where nothing was
    /\(request id: \S*\)/, // one-api, where the upstream's message was empty
  ])}\\.?$`,
  'i',
);

function isPage(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(text);
}

const escaped = /%[0-9a-f]{2}/gi;

/** Words as they were meant: some services percent-encode theirs, as for an address. */
export function decodedWords(text: string): string {
  if (/\s/.test(text) || (text.match(escaped)?.length ?? 0) < 2) return text;
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run; // no UTF-8
    }
  });
  return /\s/.test(decoded) ? decoded : decoded.replaceAll('+', ' ');
}

/** What a web page is called: the page itself is no message. */
export function titleOf(page: string): string {
  const title = /<(?:title|message)[^<>]*>([^<]{1,300})/i.exec(page.slice(0, 65_536))?.[1] ?? '';
  return title.replace(/\s+/g, ' ').trim();
}

/** A text as it may be shown and logged: without keys and long runs of data, not too long; undefined if nothing is left. */
export function redactedText(text: string, secrets: readonly string[], longest = longestMessage): string | undefined {
  const words = isPage(text) ? titleOf(text) : text.slice(0, longest + margin);
  const clean = redact(words, secrets)
    .replace(/[A-Za-z0-9+/=_-]{160,}/g, (data) => `${data.slice(0, 24)}…`)
    .trim();
  if (clean === '') return undefined;
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** The provider's own words: those of the innermost error that says something, else a code. */
export function messageOf(layers: readonly ErrorLayer[]): string {
  const messages = layers.map(({ message }) => message.trim()).filter((message) => message !== '');
  const telling = messages.findLast((message) => !hollow.test(message)) ?? messages.at(-1);
  return telling ?? layers.findLast(({ label }) => label !== '')?.label ?? '';
}

/** The only hosts to which an answer may send people: Google's own. A relay must not be able to name any other. */
const hosts = new Set([
  'console.cloud.google.com',
  'console.developers.google.com',
  'aistudio.google.com',
  'ai.google.dev',
  'cloud.google.com',
  'support.google.com',
]);

const addresses = /https:\/\/[^\s"'<>()[\]]{1,1000}[^\s"'<>()[\].,;:]/g;

/** The page that an answer names as the way out, in its facts before its words; undefined if there is none to be trusted. */
export function helpUrlOf(layers: readonly ErrorLayer[], secrets: readonly string[]): string | undefined {
  const inner = [...layers].reverse();
  const inWords = inner.flatMap(({ message }) => message.slice(0, 4000).match(addresses) ?? []);
  return [...inner.flatMap(({ links }) => links), ...inWords].map(trusted).find((href) => isClean(href, secrets));
}

function trusted(text: string): string {
  if (!URL.canParse(text)) return '';
  const { protocol, host, username, password, href } = new URL(text);
  return protocol === 'https:' && hosts.has(host) && !username && !password ? href : '';
}

function isClean(href: string, secrets: readonly string[]): boolean {
  return href !== '' && !holdsKey(href, secrets);
}

const idHeaders = ['x-request-id', 'request-id', 'x-oneapi-request-id'];
const longestId = 200;

/** The id of the request that the service's support asks for. */
export function requestIdOf(
  evidence: Pick<Evidence, 'requestIds' | 'ids'>,
  headers: Headers,
  secrets: readonly string[],
): string | undefined {
  const fromHeaders = idHeaders.map((name) => headers.get(name));
  const id = [...evidence.requestIds, ...fromHeaders, ...evidence.ids].find((value) => value);
  return id ? redactedText(id, secrets, longestId) : undefined;
}
