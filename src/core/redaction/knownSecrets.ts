import { canonical, canonicalView, isJoinedHex, isShort, joinedHexView } from './canonical';
import { decodedViews } from './decoded';
import type { Range, View } from './view';
import { rangeOf } from './view';

/** A shorter secret is looked for as it is written and in no other form, in which it would be found everywhere. */
const shortest = 8;
const shortestLiteral = 4;

/** A form that a secret may have in a canonical text, and how much of its beginning or end gives it away. */
interface Needle {
  readonly form: string;
  readonly least: number;
  /** Characters on both sides that hold a part of it. */
  readonly margin: number;
}

/** The parts of a text that are secrets, whole or cut, in any form in which a server may echo them. In time linear to the text. */
export function rangesOfSecrets(text: string, secrets: readonly string[]): Range[] {
  const { literal, needles } = lookedFor(secrets);
  const views = needles.length === 0 ? [] : decodedViews(text).flatMap((view) => searched(view, needles));
  return [
    ...literal.flatMap((secret) => rangesOfLiteral(text, secret)),
    ...views.flatMap((view) => needles.flatMap((needle) => rangesOfNeedle(view, needle))),
  ];
}

interface LookedFor {
  readonly secrets: readonly string[];
  readonly literal: readonly string[];
  readonly needles: readonly Needle[];
}

/** By the list that was given, so that no secret is kept for longer than it. */
const known = new WeakMap<readonly string[], LookedFor>();

/** All texts of one answer are searched with one list, which may get longer meanwhile. */
function lookedFor(secrets: readonly string[]): LookedFor {
  const found = known.get(secrets);
  if (found?.secrets.length === secrets.length && found.secrets.every((secret, n) => secret === secrets[n]))
    return found;
  const literal = secrets.filter((secret) => secret.length >= shortestLiteral);
  const made = { secrets: [...secrets], literal, needles: literal.flatMap(needlesOf) };
  known.set(secrets, made);
  return made;
}

/** None where nothing can be found: most texts hold no part of a secret, and to know the places of all characters takes long. */
function searched(view: View, needles: readonly Needle[]): View[] {
  if (isShort(view.text) && !mayHold(canonical(view.text), needles)) return [];
  const plain = canonicalView(view);
  const hex = joinedHexView(plain);
  return hex ? [plain, hex] : [plain];
}

function rangesOfLiteral(text: string, secret: string): Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
    ranges.push([at, at + secret.length]);
  }
  return ranges;
}

function needlesOf(secret: string): Needle[] {
  const bare = secret.replace(/-----(?:BEGIN|END)[^-]{0,60}-----/g, '');
  const form = canonical(bare);
  if (form.length < shortest) return [];
  const bytes = Buffer.from(secret);
  return [
    needle(form, 12),
    ...[0, 1, 2].map((before) => needle(canonical(base64Of(bytes, before)), 16, 2)),
    needle(bytes.toString('hex'), 24),
    needle([...bytes].join(','), 32),
  ];
}

function needle(form: string, least: number, margin = 0): Needle {
  return { form, least: Math.min(least, form.length), margin };
}

/** The characters of a base64 text that these bytes decide alone. `before`: how many bytes, modulo three, come before them. */
function base64Of(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(3)]).toString('base64');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.byteLength) * 8) / 6));
}

function rangesOfNeedle(view: View, needle: Needle): Range[] {
  const found = [...beginnings(view.text, needle), ...ends(view.text, needle)];
  return found.map(([begin, end]) =>
    rangeOf(view, Math.max(0, begin - needle.margin), Math.min(view.text.length, end + needle.margin)),
  );
}

/** Whether a canonical text may hold a part of a secret. */
function mayHold(text: string, needles: readonly Needle[]): boolean {
  const isPart = ({ form, least }: Needle): boolean =>
    text.includes(form.slice(0, shortest)) || text.includes(form.slice(-least));
  return isJoinedHex(text) || needles.some(isPart);
}

/** What a text that is cut off has instead of the rest. */
const cut = /^(?:$|…|\.\.|\*)/;

/** The form from its beginning on, whole or as far as it goes: enough of it, or cut off. */
function* beginnings(text: string, { form, least }: Needle): Generator<Range> {
  const begin = form.slice(0, shortest);
  for (let at = text.indexOf(begin); at >= 0;) {
    let length = begin.length;
    while (length < form.length && text.charCodeAt(at + length) === form.charCodeAt(length)) length += 1;
    const end = at + length;
    if (length >= least || cut.test(text.slice(end, end + 2))) yield [at, end];
    at = text.indexOf(begin, length >= least ? end : at + 1);
  }
}

/** The end of the form without its beginning. */
function* ends(text: string, { form, least }: Needle): Generator<Range> {
  if (form.length <= least) return;
  const tail = form.slice(-least);
  let before = 0; // so that no part is walked twice
  for (let at = text.indexOf(tail); at >= 0; at = text.indexOf(tail, at + tail.length)) {
    let length = least;
    const end = at + least;
    const most = Math.min(form.length, end - before);
    while (length < most && text.charCodeAt(end - length - 1) === form.charCodeAt(form.length - length - 1))
      length += 1;
    yield [end - length, end];
    before = end;
  }
}
