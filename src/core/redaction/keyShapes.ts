import { decodedViews } from './decoded';
import type { Range } from './view';
import { rangeOf } from './view';

/** What a key looks like. Where the pattern has a group, that is the key, and what stands before it stays. */
interface Shape {
  readonly pattern: RegExp;
  /** An address can hold it without giving a key of ours away: services sign the addresses of pictures. */
  readonly inAddresses?: true;
}

/** Names of headers, fields and parameters whose value is a secret, however its words are joined. */
const fieldNames = [
  '(?:x[-_]?goog[-_]?|x[-_]?)?api[-_]?key',
  'x[-_]?auth[-_]?token',
  'access[-_]?token',
  'refresh[-_]?token',
  'id[-_]?token',
  'auth[-_]?token',
  'client[-_]?secret',
  'secret[-_]?(?:access[-_]?)?key',
  'private[-_]?key',
  'subscription[-_]?key',
  'authorization',
  'set-cookie',
  'cookie',
  'passwd',
  'password',
].join('|');

/** What follows the name of a scheme where a text only mentions it. */
const mentioned = [
  'and',
  'auth',
  'authentication',
  'authorization',
  'credentials?',
  'error',
  'format',
  'header',
  'invalid',
  'keys?',
  'missing',
  'prefix',
  'realm',
  'required',
  'scheme',
  'tokens?',
].join('|');

const shapes: readonly Shape[] = [
  { pattern: /\/\/[^\s/:@"']{0,64}:([^\s/@"']{3,256})(?=@)/g }, // a password in an address, such as a proxy's
  { pattern: /AIza[\w-]{4,}/g }, // Google, until 2026
  { pattern: /\bAQ\.[\w-]{4,}/g }, // Google, since then
  { pattern: /\bya29\.[\w.-]{4,}/g }, // Google's access tokens
  { pattern: /(?<!\w)1\/\/0[\w-]{8,}/g }, // Google's refresh tokens
  { pattern: /\bGOCSPX-[\w-]{4,}/g }, // secrets of Google's OAuth clients
  { pattern: /\bsk-[\w-]{8,}/g }, // OpenAI, OpenRouter, Anthropic, relays
  { pattern: /\b(?:xai|pplx|nvapi|tvly|fw|r8|csk)[-_][A-Za-z0-9_-]{16,}/g }, // other makers of models
  { pattern: /\b(?:gsk|hf)_[A-Za-z0-9]{16,}/g }, // Groq, Hugging Face
  { pattern: /\b(?:gh[pousr]|github_pat|glpat|npm|pypi)[-_][\w-]{16,}/g },
  { pattern: /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{8,}/g }, // Stripe
  { pattern: /\bxox[abeprs]-[\w-]{10,}/g }, // Slack
  { pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{12,}\b/g, inAddresses: true }, // AWS
  { pattern: /(?<![\w-])eyJ[\w-]{4,}(?:\.[\w-]{4,})+\.?/g, inAddresses: true }, // JSON web tokens
  { pattern: new RegExp(`\\bBearer\\s{1,20}(?!(?:${mentioned})\\b)[^\\s"',]{3,}[^\\s"',.;:)]`, 'gi') },
  { pattern: /\bBasic\s{1,20}(?=[A-Za-z+/]{0,200}[\d=])[A-Za-z\d+/]{8,}={0,2}/gi },
  // after = and in JSON every value is a key; after a colon, only one that is not a word
  {
    pattern: new RegExp(`\\b(?:${fieldNames})["']?\\s{0,4}=\\s{0,4}["']?([^\\s"'&<>,;[\\]]{4,})`, 'gi'),
    inAddresses: true,
  },
  { pattern: new RegExp(`\\b(?:${fieldNames})["']\\s{0,4}:\\s{0,4}["']([^"'\\s[\\]]{4,})`, 'gi') },
  {
    pattern: new RegExp(
      `\\b(?:${fieldNames})\\s{0,4}:\\s{0,4}((?=[^\\s"',;]{0,80}[\\d_.-])[^\\s"'&<>,;[\\]]{6,})`,
      'gi',
    ),
  },
  {
    pattern:
      /[?&](?:key|token|secret|sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token))=([^\s"'&<>#[\]]{4,})/gi,
    inAddresses: true,
  },
];

/** The parts of a text that look like a key. `ours`: only what may be a key of a route. In linear time. */
export function rangesOfShapes(text: string, { ours = false } = {}): Range[] {
  const wanted = shapes.filter(({ inAddresses }) => !(ours && inAddresses));
  return decodedViews(text).flatMap((view) => {
    const found = wanted.flatMap(({ pattern }) => placesOf(view.text, pattern));
    return [...found, ...placesOfPem(view.text)].map(([begin, end]) => rangeOf(view, begin, end));
  });
}

/** To look whether there is any is far quicker than to look for all. */
function placesOf(text: string, pattern: RegExp): Range[] {
  return text.search(pattern) < 0 ? [] : Array.from(text.matchAll(pattern), placeOf);
}

/** The group, if there is one, is at the end of the match. */
function placeOf({ 0: whole, 1: group = whole, index }: RegExpExecArray): Range {
  const end = index + whole.length;
  return [end - group.length, end];
}

const pemBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/g;

/** A private key goes to its END line, or, where that is cut off, to the end of the text. */
function placesOfPem(text: string): Range[] {
  const places: Range[] = [];
  let after = 0;
  for (const { index, 0: begin } of text.matchAll(pemBegin)) {
    if (index < after) continue;
    const end = text.indexOf('-----END', index + begin.length);
    const close = end < 0 ? -1 : text.indexOf('-----', end + 8);
    after = end < 0 ? text.length : close < 0 || close > end + 80 ? end + 8 : close + 5;
    places.push([index, after]);
  }
  return places;
}
