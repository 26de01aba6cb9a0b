import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { StagedFile } from '../files/stagedFile';
import { bytesOfText, dataUrlAt } from '../pictures/base64';

/** A long run of base64 that was taken out of an answer. */
interface Run {
  readonly file: StagedFile;
  /** The last one to three signs, where the run is no multiple of four. */
  readonly loose: string;
}

/** Signs of its own data that a mark begins with: as many as a text keeps of data that it must not show. */
const ownSigns = 24;
const fillerSigns = 106;
const numberSigns = 6;
/** Random bits, as hex: nothing from outside can hold the mark of a read. */
const nonceBytes = 16;

/**
 * Stands for long runs of base64 in the text of one answer. A mark begins as its run does and is base64, so that it goes all ways
 * that the run would have gone; it is long enough to be cut out of texts as the run would have been.
 */
export class Marks {
  readonly #nonce = randomBytes(nonceBytes).toString('hex');
  readonly #runs: Run[] = [];

  get count(): number {
    return this.#runs.length;
  }

  /** `head`: the first signs of the run. */
  add(head: string, run: Run): string {
    const number = this.#runs.push(run) - 1;
    const own = head.slice(0, ownSigns).padEnd(ownSigns, 'A');
    return own + 'A'.repeat(fillerSigns) + this.#nonce + number.toString(16).padStart(numberSigns, '0');
  }

  /** The bytes of a data URL or of bare base64; the file that they lie in, where they are just one run. */
  bytesOf(text: string): Uint8Array | StagedFile {
    if (!text.includes(this.#nonce)) return bytesOfText(text);
    return this.#fileOf(text) ?? bytesOfText(this.#whole(text));
  }

  /** A text without marks. */
  without(text: string): string {
    return this.#replaced(text, () => '');
  }

  #fileOf(text: string): StagedFile | undefined {
    const url = dataUrlAt(text);
    if (url && !url.isBase64) return undefined;
    const data = text.slice(url?.from ?? 0).replace(/^\s+/, '');
    const end = ownSigns + fillerSigns + 2 * nonceBytes + numberSigns;
    // behind the data of a picture may only stand what decodes to nothing
    if (data.length > end + 16 || !/^[=\s]*$/.test(data.slice(end))) return undefined;
    const at = data.indexOf(this.#nonce);
    return at === ownSigns + fillerSigns ? this.#runs[this.#numberAt(data, at)]?.file : undefined;
  }

  /** The text as it was before its runs were taken out. */
  #whole(text: string): string {
    return this.#replaced(text, ({ file, loose }) => {
      const bytes = readFileSync(file.path);
      return bytes.toString('base64', 0, bytes.length - (bytes.length % 3)) + loose;
    });
  }

  #replaced(text: string, by: (run: Run) => string): string {
    let rest = '';
    let from = 0;
    for (let at = text.indexOf(this.#nonce); at >= 0; at = text.indexOf(this.#nonce, from)) {
      const run = this.#runs[this.#numberAt(text, at)];
      rest += text.slice(from, Math.max(from, at - ownSigns - fillerSigns)) + (run ? by(run) : '');
      from = at + 2 * nonceBytes + numberSigns;
    }
    return from === 0 ? text : rest + text.slice(from);
  }

  #numberAt(text: string, nonce: number): number {
    const at = nonce + 2 * nonceBytes;
    return Number.parseInt(text.slice(at, at + numberSigns), 16);
  }
}
