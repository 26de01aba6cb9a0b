import { redact } from '../../core/redact';

/**
 * What a terminal obeys: sequences, and strings such as a window's title or a link, with their end; else the escape and one
 * sign. Not Node's `stripVTControlCharacters`: that takes time by the square of a hostile text's length.
 */
const terminalCommands =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0000-\u001f\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]?/g;

const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]/g;

/** Control characters, and what Unicode lets a font leave out: zero widths, directions, tags, selectors, fillers. */
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]+/gu;

const blanks = /[\s\u2800]+/g;

/** More marks on one letter than any script has reach over the lines above and below. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;

/** Where a link `[words](address)` or an icon `$(name)` has its middle: VS Code takes neither with a blank there. */
const renderedSigns = /([\]$])\(/g;

/**
 * Words from outside as words: on one line, every sign of it seen, nothing in it that VS Code renders, no key, and at most so
 * many characters. To be used on a whole sentence too: two texts can make one link between them.
 */
export function plainText(text: string, most = 300): string {
  const start = text.slice(0, 16 * most + 1_000); // as much as a long text can need, so that a huge one costs nothing
  const seen = start.replace(terminalCommands, '').toWellFormed().replace(lineEnds, ' ').replace(unseen, '');
  const line = seen.replace(blanks, ' ').trim().replace(piledMarks, '$1');
  // redacted once more, since what was taken out may have stood within a key; and before the rest: what stands for a key has brackets
  const clean = redact(line).replace(renderedSigns, '$1 (');
  return clean.length <= most && start.length === text.length ? clean : `${withoutHalf(clean.slice(0, most - 1))}…`;
}

/** The same for a text that begins a line of a Markdown document: no link, no HTML, and no place that a link can name. */
export function plainMarkdown(text: string, most = 1_500): string {
  const words = plainLine(text, most).replaceAll('>', '›');
  return words.startsWith('[') ? words.replaceAll(']:', '] :') : words;
}

/** The same for a whole line of a Markdown document, with the signs of ours at its start. */
export function plainLine(text: string, most = 4_000): string {
  return plainText(text, most)
    .replaceAll('<', '‹')
    .replace(/\bfile:(?=\/)/gi, '$& '); // an editor opens what it names; on Windows that may be another machine
}

/** An entry of a log: what looks like another one within it is set in, and so is no entry. */
export function plainEntry(text: string): string {
  const [first = '', ...more] = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/, 100);
  return [plainText(first, 20_000), ...more.map((line) => `    ${plainText(line, 1_000)}`)].join('\n');
}

/** Without the first half of a sign that was cut in two. */
function withoutHalf(text: string): string {
  return text.isWellFormed() ? text : text.slice(0, -1);
}
