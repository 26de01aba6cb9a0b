import { addressOf, plainPath } from './address';
import { altText, asciidocText, attributeText, markdownText, restructuredText } from './altText';
import { literalOf, withinString } from './literals';

/** How a picture is shown in a document. `address`: escaped as an address; `path`: as it is. */
type Form = (path: string, alt: string) => string;

const markdown: Form = (path, alt) => `![${markdownText(alt)}](${markdownAddress(path)})`;
const html: Form = (path, alt) => `<img src="${addressOf(path)}" alt="${attributeText(alt)}">`;
const jsx: Form = (path, alt) => `<img src="${addressOf(path)}" alt="${attributeText(alt)}" />`;
const css: Form = (path) => `url("${addressOf(path)}")`;
const latex: Form = (path) => `\\includegraphics{${latexPath(path)}}`;

/** The languages that have a syntax of their own for a picture. */
const forms: Readonly<Record<string, Form>> = {
  markdown,
  mdx: markdown,
  quarto: markdown,
  rmd: markdown,

  html,
  svelte: html,
  astro: html,
  php: html,
  handlebars: html,
  razor: html,
  erb: html,
  twig: html,
  jinja: html,
  liquid: html,
  // only such an address is resolved by what builds it
  vue: (path, alt) => html(dotted(path), alt),

  javascriptreact: jsx,
  typescriptreact: jsx,

  css,
  postcss: css,
  scss: css,
  less: css,
  sass: css,
  stylus: css,

  restructuredtext: (path, alt) => `.. image:: ${addressOf(path)}\n   :alt: ${restructuredText(alt)}`,
  asciidoc: (path, alt) => `image::${addressOf(path)}["${asciidocText(alt)}"]`,
  latex,
  tex: latex,
  typst: (path, alt) => `#image(${typstText(plainPath(path))}, alt: ${typstText(alt)})`,
  org: (path) => `[[file:${plainPath(path).replace(/[[\]]/g, encodeURIComponent)}]]`,
};

/**
 * The text that shows a picture in a document of a language, wherever it stands; a path where there is no syntax for it. Nothing in
 * the prompt or the path ends that syntax, or is run by what reads the document.
 */
export function linkText(languageId: string, path: string, prompt: string): string {
  const form = Object.hasOwn(forms, languageId) ? forms[languageId] : undefined;
  return form ? form(path, altText(prompt)) : literalOf(path, languageId);
}

/** A path that begins with a dot or a slash. */
export function dotted(path: string): string {
  return /^\.{0,2}\//.test(path) ? path : `./${path}`;
}

/** As it is where Markdown allows it; a blank or a parenthesis needs angle brackets. */
function markdownAddress(path: string): string {
  const address = addressOf(path);
  if (!/%(?:20|28|29)/.test(address)) return address;
  const readable = address.replace(/%(?:20|28|29)/g, decodeURIComponent);
  return `<${readable}>`;
}

function typstText(text: string): string {
  return `"${withinString(text, { open: '"', close: '"', escape: 'backslash' })}"`;
}

/** LaTeX has no way to escape most of these within a file's name. */
function latexPath(path: string): string {
  return plainPath(path).replace(/[{}%#\\$&^~]/g, encodeURIComponent);
}
