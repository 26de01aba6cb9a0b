import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { spelledOut } from '../core/words/unseen';

/**
 * What the commands print, for terminals and build logs: nothing in a text from outside may act on a terminal. The one place that
 * writes to stdout and stderr.
 */

/** Characters that a terminal obeys, that turn others around, or that nobody sees. */
const unsafe = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** A value on one line of stdout; read as JSON it is the same. */
export function printJson(value: unknown): void {
  process.stdout.write(`${escaped(JSON.stringify(value))}\n`);
}

/** Text of ours on stdout; its line breaks stay. */
export function print(text: string): void {
  process.stdout.write(visible(text));
}

/** A message on stderr. Its lines after the first are indented, so that none of them passes for a message of ours. */
export function tell(text: string): void {
  const [first = '', ...more] = text.trimEnd().split('\n');
  process.stderr.write(`${[first, ...more.map((line) => `    ${line}`)].map(escaped).join('\n')}\n`);
}

/** Sends what libraries print, which may be what services answer, to stderr: stdout is for our own lines. */
export function keepConsoleOffStdout(): void {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => {
      tell(String(chunk));
      done();
    },
  });
  globalThis.console = new Console({ stdout: stream, stderr: stream, colorMode: false });
}

/** The text with its line breaks; every character that is not seen is escaped. */
export function visible(text: string): string {
  return text.split('\n').map(escaped).join('\n');
}

function escaped(line: string): string {
  return spelledOut(line, unsafe);
}
