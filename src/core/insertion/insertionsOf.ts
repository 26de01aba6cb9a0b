import { inCode, blankBefore } from './inCode';
import { inJsx } from './inJsx';
import { inMarkdown, partAround } from './inMarkdown';
import { inMarkup } from './inMarkup';
import type { Insertion, Place, Shown } from './insertion';
import { inStyles } from './inStyles';
import { linkText } from './forms';
import { ownParagraph } from './ownParagraph';
import { scriptOrStyle } from './scriptOrStyle';

type Insert = (place: Place, shown: Shown) => Insertion[];

const ownBlock: Insert = (place, { path, prompt }) => [ownParagraph(place, linkText(place.languageId, path, prompt))];
const inWords: Insert = ({ text, offset, languageId }, { path, prompt }) => [
  { at: offset, text: blankBefore(text, offset) + linkText(languageId, path, prompt) },
];

const markdown: Insert = (place, shown) => {
  const part = partAround(place.text, place.offset);
  return part ? within(place, shown, part) : inMarkdown(place, shown);
};
const markup: Insert = (place, shown) => {
  const part = scriptOrStyle(place);
  return part ? within(place, shown, part) : inMarkup(place, shown);
};

/** Where a picture goes in the languages that do not just take its path. */
const ways: Readonly<Record<string, Insert>> = {
  markdown,
  mdx: markdown,
  quarto: markdown,
  rmd: markdown,
  html: markup,
  vue: markup,
  svelte: markup,
  astro: markup,
  php: markup,
  handlebars: markup,
  razor: markup,
  erb: markup,
  twig: markup,
  jinja: markup,
  liquid: markup,
  javascriptreact: inJsx,
  typescriptreact: inJsx,
  css: inStyles,
  postcss: inStyles,
  scss: inStyles,
  less: inStyles,
  sass: inStyles,
  stylus: inStyles,
  restructuredtext: ownBlock,
  asciidoc: ownBlock,
  latex: inWords,
  tex: inWords,
  typst: inWords,
  org: inWords,
};

/**
 * What is to be put where, so that a document shows a picture, or names its file where its language shows none. What was right in the
 * document before stays so: a string, a sentence, a list, a table or a comment is not broken.
 */
export function insertionsOf(place: Place, shown: Shown): readonly Insertion[] {
  const insert = Object.hasOwn(ways, place.languageId) ? ways[place.languageId] : undefined;
  return (insert ?? inCode)(place, shown);
}

/** Within a part of the document that is in another language, as if that were a document. Nothing is imported there. */
function within(
  { languageId, text, from, offset, isSelection }: Place,
  shown: Shown,
  part: { readonly languageId: string; readonly start: number; readonly end: number },
): Insertion[] {
  const inner = {
    languageId: part.languageId,
    text: text.slice(part.start, part.end),
    from: from === undefined ? undefined : from - part.start,
    offset: offset - part.start,
  };
  const insert = part.languageId === languageId ? inCode : insertionsOf; // PHP, which is both
  const insertions = insert({ ...inner, isSelection }, { ...shown, bundler: undefined });
  return insertions.map((one) => ({ ...one, at: one.at + part.start }));
}
