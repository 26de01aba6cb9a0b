import { byPlainName, isFields, isList } from '../json/json';

/** More tokens than any answer has. Larger counts are taken for so many, so that no sum of them is infinite. */
const mostTokens = 1_000_000_000;

/** A count by the first of these names that has one, also as a text. */
export function count(fields: ReadonlyMap<string, unknown>, ...names: readonly string[]): number | undefined {
  const told = names
    .map((name) => fields.get(name))
    .map((value) => (typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value))
    .find((value): value is number => typeof value === 'number' && value >= 0);
  return told === undefined ? undefined : Math.min(told, mostTokens);
}

function isImage(modality: unknown): boolean {
  return typeof modality === 'string' && modality.toUpperCase() === 'IMAGE';
}

/** Pictures that were made, as Volcengine and DashScope count them. */
export function picturesOf(usage: ReadonlyMap<string, unknown>): number {
  return count(usage, 'generatedimages', 'imagecount', 'outputimages', 'imagesgenerated') ?? 0;
}

/** Tokens of pictures in Google's list by modality; of one modality there can be several entries. */
function imagesInDetails(details: unknown): number | undefined {
  if (!isList(details)) return undefined;
  const entries = details.slice(0, 64).filter(isFields).map(byPlainName);
  const images = entries.filter((entry) => isImage(entry.get('modality')));
  const counts = images.map((entry) => count(entry, 'tokencount', 'tokens') ?? 0);
  return counts.length > 0 ? counts.reduce((total, tokens) => total + tokens, 0) : undefined;
}

/** Tokens of pictures that were made; undefined if the answer does not tell them apart. */
export function pictureTokensOf(usage: ReadonlyMap<string, unknown>): number | undefined {
  const details = ['candidatestokensdetails', 'completiontokensdetails', 'outputtokensdetails'].map((name) =>
    usage.get(name),
  );
  const told = [
    ...details.map(imagesInDetails),
    ...details.filter(isFields).map((fields) => count(byPlainName(fields), 'imagetokens')),
    count(usage, 'outputimagetokens', 'imageoutputtokens', 'completionimagetokens'),
  ].filter((tokens) => tokens !== undefined);
  return told.length > 0 ? Math.max(...told) : undefined;
}

function outputOf(usage: ReadonlyMap<string, unknown>): number | undefined {
  return count(usage, 'candidatestokencount', 'completiontokens', 'outputtokens');
}

function totalOf(usage: ReadonlyMap<string, unknown>): number | undefined {
  return count(usage, 'totaltokencount', 'totaltokens');
}

/** Whether the tokens of pictures fit into what the same usage counts in all: details have been told that are larger. */
export function areBelieved(usage: ReadonlyMap<string, unknown>, input: number, image: number): boolean {
  const [output = Infinity, total = Infinity] = [outputOf(usage), totalOf(usage)];
  const details = usage.get('candidatestokensdetails');
  const all = isList(details) ? details.slice(0, 64).filter(isFields).map(byPlainName) : [];
  const sum = all.reduce((tokens, entry) => tokens + (count(entry, 'tokencount', 'tokens') ?? 0), 0);
  return Math.max(sum, image) <= output && input + image <= total;
}

/**
 * Text and thinking. The total without the rest counts nothing twice: some answers repeat thinking in the candidates. Where it is
 * missing, it is the sum of its parts.
 */
export function textTokensOf(usage: ReadonlyMap<string, unknown>, input: number, image: number): number {
  const total = totalOf(usage);
  const thoughts = count(usage, 'thoughtstokencount') ?? 0;
  const output = outputOf(usage) ?? image;
  return Math.max(0, total === undefined ? output - image + thoughts : total - input - image);
}
