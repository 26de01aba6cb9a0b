import type { ArrivedImage } from '../../core/pictures/image';
import { namesPicture, normalAddress } from './addresses';
import { dataUrlAt, mayBePicture } from './base64';
import type { Download, FailedPicture, LoadedPictures } from './pictureLoader';
import { PictureLoader } from './pictureLoader';
import type { Find, Source, TextPicture } from './pictureSources';
import type { PictureStager } from './pictureStager';
import { inMemory } from './pictureStager';
import { picturesInText } from './textPictures';

/** What an answer's finds come to. */
export interface Pictures {
  /** In the order of the answer, each once. */
  readonly images: readonly ArrivedImage[];
  /** The words around them. */
  readonly text: string;
  /** Set if something had to be a picture and was none, or could not be fetched: the last such thing. */
  readonly failed?: FailedPicture | undefined;
}

/** A find, and what its words hold. */
interface Read {
  readonly find: Find;
  readonly pictures: readonly TextPicture[];
}

/** The source that a field's value is; undefined for data that is declared to be something else. */
function sourceOf(value: string): Source | undefined {
  const address = normalAddress(value);
  if (address !== undefined) return { address };
  const data = value.trim();
  return mayBePicture(dataUrlAt(data)?.type ?? '') ? { data } : undefined;
}

function slotOf(find: Find): Source[] {
  const source = sourceOf(find.value);
  return source ? [source] : [];
}

function hintOf(find: Find): Source[] {
  return slotOf(find).filter((source) => !('address' in source) || namesPicture(source.address));
}

/** The words of all texts as one: a relay can cut a data URL into two parts. */
function joined(reads: readonly Read[]): Source[] {
  const texts = reads.flatMap(({ find }) => (find.kind === 'text' ? [find.value] : []));
  return texts.length > 1 ? picturesInText(texts.join('')).map(({ source }) => source) : [];
}

/**
 * Where to look, in this order; a later place only if the earlier ones gave no picture. First what has to be a picture, then
 * what names one between words, then what looks like one in fields nobody knows, then words that were cut apart.
 */
const places: readonly ((reads: readonly Read[]) => Source[])[] = [
  (reads) =>
    reads.flatMap(({ find, pictures }) =>
      find.kind === 'slot' ? slotOf(find) : pictures.filter(({ certain }) => certain).map(({ source }) => source),
    ),
  (reads) => reads.flatMap(({ pictures }) => pictures.filter(({ certain }) => !certain).map(({ source }) => source)),
  (reads) => reads.flatMap(({ find }) => (find.kind === 'hint' ? hintOf(find) : [])),
  joined,
];

const surePlaces = 2;
const mostNamed = 2000;

/** Words without the pictures that were taken out of them. */
function wordsOf({ find, pictures }: Read, taken: ReadonlySet<string>): string {
  let words = '';
  let from = 0;
  for (const { source, start, end, certain } of pictures) {
    if (!certain && 'address' in source && !taken.has(source.address)) continue;
    words += find.value.slice(from, start);
    from = end;
  }
  return words + find.value.slice(from);
}

function textOf(reads: readonly Read[], taken: ReadonlySet<string>): string {
  const words = (kind: Find['kind']): string =>
    reads
      .filter(({ find }) => find.kind === kind)
      .map((read) => wordsOf(read, taken).trim())
      .filter((text) => text !== '')
      .join('\n');
  return words('text') || words('remark');
}

/** Reads the words from the last to the first: once more pictures are named than could ever be fetched, the rest is only words. */
function readAll(finds: readonly Find[]): Read[] {
  let left = mostNamed;
  const pictures = finds.toReversed().map((find) => {
    const isText = find.kind === 'text' || find.kind === 'remark';
    const named = isText && left > 0 ? picturesInText(find.value) : [];
    left -= named.length;
    return named;
  });
  return finds.map((find, index) => ({ find, pictures: pictures[finds.length - 1 - index] ?? [] }));
}

/** Finds the pictures of an answer: decodes what it holds, fetches what it names, tells each by its bytes. */
export async function picturesIn(
  finds: readonly Find[],
  download: Download,
  stager: PictureStager = inMemory,
): Promise<Pictures> {
  const reads = readAll(finds);
  const loader = new PictureLoader(download, stager);
  let loaded: LoadedPictures = { images: [] };
  for (const [index, place] of places.entries()) {
    const { images, failed } = await loader.load(place(reads));
    // what only looked like a picture's data and is none was no promise
    const isPromise = index < surePlaces || failed?.address !== undefined;
    loaded = { images, failed: (isPromise ? failed : undefined) ?? loaded.failed };
    if (images.length > 0) break;
  }
  return { ...loaded, text: textOf(reads, loader.fetched) };
}
