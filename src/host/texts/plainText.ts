import { redact } from '../../core/redaction/redact';
import { unseen } from '../../core/words/unseen';

/**
 * What a terminal obeys: sequences, and strings such as a window's title or a link, with their end; else the escape and one
 * sign. Not Node's `stripVTControlCharacters`: that takes time by the square of a hostile text's length.
 */
const terminalCommands =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0000-\u001f\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]?/g;

const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]/g;

/** All that is as empty as a blank: those of Braille, of hieroglyphs and of music too. */
const blanks = /[\s\u2800\u{13441}\u{13442}\u{1d159}]+/gu;

/** More marks on one letter than any script has reach over the lines above and below. */
const piledMarks = /(\p{M}{4})\p{M}+[\u200c\u200d]?/gu;

/** Where a link `[words](address)` or an icon `$(name)` has its middle: VS Code takes neither with a blank there. */
const renderedSigns = /([\]$])\(/g;

/**
 * Words from outside as words, for VS Code's window: as `seenText` has them, with nothing that VS Code renders. To be used on a
 * whole sentence too: two texts can make one link between them.
 */
export function plainText(text: string, most = 300): string {
  return shortened(text, most, (line) => line.replace(renderedSigns, '$1 ('));
}

/** Words from outside on one line: every sign of it is seen, no key is in it, and it has at most so many characters. */
export function seenText(text: string, most = 300): string {
  return shortened(text, most, (line) => line);
}

function shortened(text: string, most: number, render: (line: string) => string): string {
  const start = text.slice(0, 16 * most + 1_000); // as much as a long text can need, so that a huge one costs nothing
  const seen = start.replace(terminalCommands, '').toWellFormed().replace(lineEnds, ' ').replace(unseen, '');
  const line = seen.replace(blanks, ' ').trim().replace(piledMarks, '$1');
  // redacted once more, since what was taken out may have stood within a key; and before the rest: what stands for a key has brackets
  const clean = render(redact(line));
  return clean.length <= most && start.length === text.length ? clean : `${withoutHalf(clean.slice(0, most - 1))}…`;
}

/** A text with the prompt that it is about before it, shortened: of several messages each says which picture it means. */
export function ofPrompt(prompt: string, text: string): string {
  return `“${plainText(prompt, 40)}”: ${text}`;
}

/** As `plainText`, for a text that begins a line of a Markdown document: no link, no HTML, and no place that a link can name. */
export function plainMarkdown(text: string, most = 1_500): string {
  const words = plainLine(text, most).replaceAll('>', '›');
  return words.startsWith('[') ? words.replaceAll(']:', '] :') : words;
}

/** The same for a whole line of a Markdown document, with the signs of ours at its start. */
export function plainLine(text: string, most = 4_000): string {
  return withoutFileLinks(plainText(text, most).replaceAll('<', '‹'));
}

/** An entry of a log: what looks like another one within it is set in, and so is no entry. */
export function plainEntry(text: string): string {
  const [first = '', ...more] = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/, 100);
  const entry = [plainText(first, 20_000), ...more.map((line) => `    ${plainText(line, 1_000)}`)].join('\n');
  return withoutFileLinks(entry);
}

/** An editor opens the file that an address names, whatever stands before it; on Windows that file may be another machine's. */
function withoutFileLinks(text: string): string {
  return text.replace(/file:(?=\/)/gi, '$& ');
}

/** Without the first half of a sign that was cut in two, and without what would join it to the next. */
function withoutHalf(text: string): string {
  return (text.isWellFormed() ? text : text.slice(0, -1)).replace(/[\u200c\u200d]$/, '');
}
