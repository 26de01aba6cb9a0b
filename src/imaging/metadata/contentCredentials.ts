import type { Cbor } from './cbor';
import { readCbor } from './cbor';
import type { ContentCredentials } from './fileNotes';

/** No real file has more boxes, nor deeper ones. */
const mostBoxes = 2_000;
const mostDepth = 8;
const mostWords = 20;

interface Box {
  readonly type: string;
  readonly data: Buffer;
}

/** A box with a label: what it holds besides boxes of this kind, and those. */
interface Labelled {
  readonly label: string;
  readonly contents: readonly Box[];
  readonly inner: readonly Labelled[];
}

/**
 * What the C2PA boxes of a file say of who wrote them and how the picture came to be: by the active manifest, which is the last. What
 * cannot be read is left out; that they are there is said all the same.
 */
export function contentCredentials(jumbf: Buffer): ContentCredentials {
  const left = { boxes: mostBoxes };
  const manifests = labelledIn(jumbf, 0, left).flatMap(({ inner }) => inner);
  const active = manifests.at(-1);
  const all = active ? [active, ...within(active)] : [];
  const claim = all.find(({ label }) => label.startsWith('c2pa.claim'));
  const actions = all.filter(({ label }) => label.startsWith('c2pa.actions')).flatMap((box) => actionsOf(cborOf(box)));
  const words = (name: string): string[] => [...new Set(actions.flatMap((action) => textAt(action, name) ?? []))];
  return {
    generator: claim && generatorOf(cborOf(claim)),
    sourceTypes: words('digitalSourceType').map(lastPart).slice(0, mostWords),
    actions: words('action').slice(0, mostWords),
  };
}

/** `claim_generator` of the first version, or the name and version in `claim_generator_info`, a list of them or one. */
function generatorOf(claim: Cbor): string | undefined {
  const info = at(claim, 'claim_generator_info');
  const [first] = Array.isArray(info) ? (info as readonly Cbor[]) : [info];
  const named = [textAt(first, 'name'), textAt(first, 'version')].filter(Boolean).join(' ');
  return named === '' ? textAt(claim, 'claim_generator') : named;
}

function actionsOf(assertion: Cbor): readonly Cbor[] {
  const actions = at(assertion, 'actions');
  return Array.isArray(actions) ? (actions as readonly Cbor[]) : [];
}

/** Of `http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia`. */
function lastPart(address: string): string {
  return address.split('/').at(-1) ?? address;
}

function at(value: Cbor, name: string): Cbor {
  return value instanceof Map ? (value as ReadonlyMap<string, Cbor>).get(name) : undefined;
}

function textAt(value: Cbor, name: string): string | undefined {
  const found = at(value, name);
  return typeof found === 'string' ? found : undefined;
}

function cborOf({ contents }: Labelled): Cbor {
  const box = contents.find(({ type }) => type === 'cbor');
  try {
    return box && readCbor(box.data);
  } catch {
    return undefined;
  }
}

function within({ inner }: Labelled): Labelled[] {
  return inner.flatMap((one) => [one, ...within(one)]);
}

function labelledIn(data: Buffer, depth: number, left: { boxes: number }): Labelled[] {
  if (depth > mostDepth) return [];
  return boxesIn(data, left)
    .filter(({ type }) => type === 'jumb')
    .map(({ data: inside }) => {
      const contents = boxesIn(inside, left).filter(({ type }) => type !== 'jumb');
      const label = labelOf(contents.find(({ type }) => type === 'jumd')?.data);
      return { label, contents, inner: labelledIn(inside, depth + 1, left) };
    });
}

/** Behind a type of 16 bytes and flags, of which the second says that there is a label. */
function labelOf(description: Buffer | undefined): string {
  if (!description || ((description[16] ?? 0) & 2) === 0) return '';
  const end = description.indexOf(0, 17);
  return description.toString('utf8', 17, end < 0 ? description.length : end);
}

/** Ends, without an error, where the boxes are broken. */
function boxesIn(data: Buffer, left: { boxes: number }): Box[] {
  const boxes: Box[] = [];
  let start = 0;
  while (start + 8 <= data.length && left.boxes > 0) {
    left.boxes -= 1;
    const short = data.readUInt32BE(start);
    const isLong = short === 1 && start + 16 <= data.length;
    const length = short === 0 ? data.length - start : isLong ? Number(data.readBigUInt64BE(start + 8)) : short;
    const head = isLong ? 16 : 8;
    if (length < head || start + length > data.length) break;
    boxes.push({
      type: data.toString('latin1', start + 4, start + 8),
      data: data.subarray(start + head, start + length),
    });
    start += length;
  }
  return boxes;
}
