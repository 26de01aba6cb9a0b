import { redact } from '../../core/redact';
import type { ErrorLayer } from './errorFacts';

const longestMessage = 1500;
/** Read beyond the end that is kept, so that no half key stands there. */
const margin = 8000;

/** Messages of wrappers that only say that something inside went wrong. */
const hollow =
  /^(?:provider returned error|upstream (?:error|request failed)|openai_error|unknown error|error|bad_response_status_code|null|undefined|\[object Object\]|\{\s*\}|\(request id: \S*\))\.?$/i;

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
export function shown(text: string, secrets: readonly string[], longest = longestMessage): string | undefined {
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
