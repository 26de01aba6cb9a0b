import { isUnseen } from './decoded';
import type { View } from './view';
import { ViewBuilder } from './view';

const [upperA, upperZ, toLower] = [0x41, 0x5a, 0x20];
const [hyphen, lowLine, plus, solidus, comma, colon, zero, smallX] = [0x2d, 0x5f, 0x2b, 0x2f, 0x2c, 0x3a, 0x30, 0x78];

/**
 * A text without what does not matter when a key is looked for: white space, the case of letters, and which of the two
 * alphabets of base64 is used.
 */
export function canonicalView(view: View): View {
  const { text } = view;
  const builder = new ViewBuilder(view);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isUnseen(code)) builder.add(canonicalCode(code), at, at + 1);
  }
  return builder.view();
}

/** As long as what services say. In a text that is longer, the quick ways below may be the slow ones. */
const longestSaid = 4_000;

/** Whether a text is so short that it is quicker to look twice. */
export function isShort(text: string): boolean {
  return text.length <= longestSaid;
}

/** What few texts hold. */
const unusual = /[^ -~\t\r\n]/;

/** The same text without its places. */
export function canonical(text: string): string {
  if (!isShort(text) || unusual.test(text)) return canonicalView({ text, places: undefined }).text;
  return text.replace(/\s/g, '').toLowerCase().replaceAll('-', '+').replaceAll('_', '/');
}

function canonicalCode(code: number): number {
  if (code >= upperA && code <= upperZ) return code + toLower;
  if (code === hyphen) return plus;
  return code === lowLine ? solidus : code;
}

/** Bytes that are written one by one: `61:62`, `61-62`, `0x61, 0x62`. */
const separated = /(?:(?:0x)?[0-9a-f]{2}[,:+]){7}/;

/** Whether a canonical text holds bytes in hex that something stands between. */
export function isJoinedHex(text: string): boolean {
  return separated.test(text);
}

/** A canonical view without what stands between bytes in hex; undefined where there are none. */
export function joinedHexView(view: View): View | undefined {
  const { text } = view;
  if (!isJoinedHex(text)) return undefined;
  const builder = new ViewBuilder(view);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === colon || code === plus) continue;
    if (code === zero && text.charCodeAt(at + 1) === smallX) at += 1;
    else builder.add(code, at, at + 1);
  }
  return builder.view();
}
