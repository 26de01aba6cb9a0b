import * as v from 'valibot';
import { callers } from '../money/caller';
import { redact } from '../redaction/redact';
import type { PictureRecord } from '../run/picture';

/** More is no sidecar of ours. */
export const mostSidecarBytes = 1024 * 1024;

const text = v.pipe(v.string(), v.maxLength(200_000));
const word = v.pipe(v.string(), v.maxLength(1_000));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const usd = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));
const pixels = v.pipe(v.number(), v.integer(), v.minValue(0));

const sidecar = v.object({
  /** The version of this format, by which a file is known to be one of ours. */
  dualtrack: v.literal(1),
  prompt: text,
  model: word,
  modelId: word,
  route: word,
  size: word,
  ratio: word,
  width: pixels,
  height: pixels,
  mime: word,
  /** Of the picture's bytes, in hex: whose sidecar it is. */
  sha256: hash,
  /** US dollars; left out where nobody knows. */
  costUsd: v.optional(usd),
  priceKind: v.optional(word),
  /** When it was made, as in ISO 8601. */
  made: v.pipe(v.string(), v.isoTimestamp()),
  caller: v.optional(v.picklist(callers)),
  placeholder: v.optional(v.boolean()),
  references: v.pipe(v.array(v.object({ name: v.optional(word), sha256: v.optional(hash) })), v.maxLength(100)),
});

/** What is written beside a picture so that others know how it was made. It names no place on a machine. */
export type Sidecar = Readonly<v.InferOutput<typeof sidecar>>;

/** The sidecar of a picture. What looks like a key in its words is left out. */
export function sidecarOf(picture: PictureRecord): Sidecar {
  const { model, modelId, route, size, ratio, width, height, mime, sha256, costUsd, priceKind, caller } = picture;
  return {
    dualtrack: 1,
    prompt: redact(picture.prompt),
    ...{ model, modelId, route, size, ratio, width, height, mime, sha256, costUsd, priceKind, caller },
    ...(picture.placeholder ? { placeholder: true } : {}),
    made: new Date(picture.createdAt).toISOString(),
    references: (picture.refs ?? []).map(({ name, sha256: of }) => ({
      ...(name === undefined ? {} : { name: redact(lastPart(name)) }),
      ...(of === undefined ? {} : { sha256: of }),
    })),
  };
}

/** Undefined: the text is no sidecar of ours. */
export function parseSidecar(written: string): Sidecar | undefined {
  if (written.length > mostSidecarBytes) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), sidecar), written);
  return parsed.success ? parsed.output : undefined;
}

/** Names with which a JSON file is taken for another thing. */
const readByTools: readonly string[] = ['package', 'package-lock', 'tsconfig', 'jsconfig', 'composer', 'deno'];

/** Where a picture's sidecar may lie, by the picture's file name: `fox.json`, and `fox.png.json` where that is another file. */
export function sidecarNames(picture: string): readonly [string, ...string[]] {
  const stem = picture.replace(/\.[^.]+$/, '');
  return readByTools.includes(stem.toLowerCase()) ? [`${picture}.json`] : [`${stem}.json`, `${picture}.json`];
}

function lastPart(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}
