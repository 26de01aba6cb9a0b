import type { StagedFile } from '../files/stagedFile';
import { pictureStarts } from '../pictures/base64';
import type { ByteSource } from '../pictures/byteSource';
import { beginsAsPicture } from '../pictures/pictureBytes';
import { isProperEnd } from './endOfRun';
import { isBase64 } from './base64Signs';
import type { Marks } from './marks';

/** How an answer is gone through; other sizes are for tests. */
export interface RunSizes {
  /** Bytes that are looked at at once. */
  readonly window: number;
  /** Shorter runs stay in the text. */
  readonly shortest: number;
  /** Signs that are decoded at once, a multiple of four. */
  readonly piece: number;
}

const usualSizes: RunSizes = { window: 1024 * 1024, shortest: 64 * 1024, piece: 64 * 1024 };

/** After so many beginnings that were none, all that is left is text. */
const mostTries = 20_000;
const mostRuns = 256;
/** A look at so many signs rules most of them out. */
const longestLook = 256;
const headSigns = 24;
/** What stands before a beginning: whether it is in the middle of something else. */
const before = 2;

/** Puts what is written into a file of ours; undefined if nothing takes it. `fill` may be called again. */
type Stage = (fill: (file: StagedFile) => void) => StagedFile | undefined;

/**
 * The bytes of an answer without its long runs of base64, which are decoded straight into files; `marks` stand in their place. Base64
 * with escapes, in lines or percent-encoded stays as it is, and so does everything that does not begin as a picture.
 */
export function withoutLongRuns(source: ByteSource, marks: Marks, stage: Stage, sizes: RunSizes = usualSizes): Buffer {
  return new Search(source, marks, stage, sizes).run();
}

interface FoundRun {
  readonly file: StagedFile;
  readonly end: number;
  readonly loose: string;
}

class Search {
  readonly #source: ByteSource;
  readonly #marks: Marks;
  readonly #stage: Stage;
  readonly #sizes: RunSizes;
  readonly #text: Buffer[] = [];
  readonly #window: Buffer;
  readonly #piece: Buffer;
  readonly #decoded: Buffer;
  readonly #firstLook: number;
  #triesLeft = mostTries;

  constructor(source: ByteSource, marks: Marks, stage: Stage, sizes: RunSizes) {
    this.#source = source;
    this.#marks = marks;
    this.#stage = stage;
    this.#sizes = sizes;
    this.#firstLook = Math.min(longestLook, sizes.shortest);
    this.#window = Buffer.allocUnsafe(Math.min(source.length, sizes.window + before + this.#firstLook));
    this.#piece = Buffer.allocUnsafe(Math.min(source.length, sizes.window));
    this.#decoded = Buffer.allocUnsafe((sizes.piece / 4) * 3);
  }

  run(): Buffer {
    for (let at = 0; at < this.#source.length;) at = this.#inWindow(at);
    return this.#text.length === 1 ? (this.#text[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#text);
  }

  /** Goes through one window; where to go on. */
  #inWindow(from: number): number {
    const start = Math.max(0, from - before);
    const end = Math.min(from + this.#sizes.window, this.#source.length);
    const window = this.#source.slice(start, end + this.#firstLook, this.#window);
    const starts = new Starts(window, end - start);
    let done = from;
    for (let at = starts.next(from - start); at >= 0 && this.#mayTry(); at = starts.next(at + 1)) {
      if (!mayBegin(window, at)) continue;
      const run = this.#runAt(start + at, window.subarray(at, at + this.#firstLook));
      if (!run) continue;
      this.#keep(window.subarray(done - start, at));
      const head = window.toString('latin1', at, at + headSigns);
      this.#text.push(Buffer.from(this.#marks.add(head, run), 'latin1'));
      if (run.end >= end) return run.end;
      done = run.end;
      at = run.end - start - 1;
    }
    this.#keep(window.subarray(done - start, end - start));
    return end;
  }

  #mayTry(): boolean {
    return this.#triesLeft-- > 0 && this.#marks.count < mostRuns;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length > 0) this.#text.push(Buffer.from(bytes)); // a copy: the window is used again
  }

  #runAt(from: number, look: Buffer): FoundRun | undefined {
    const head = Buffer.from(look.toString('latin1', 0, headSigns), 'base64');
    const isLong = endOfBase64(look) === look.length && beginsAsPicture(head);
    if (!isLong || !this.#hasSigns(from, this.#sizes.shortest)) return undefined;
    let end = from;
    const file = this.#stage((into) => (end = this.#decode(from, into)));
    if (!file) return undefined;
    if (!isProperEnd(this.#source, end, file.hasEnd)) {
      file.remove();
      return undefined;
    }
    const loose = this.#source.slice(end - ((end - from) % 4), end).toString('latin1');
    return { file, end, loose };
  }

  /** Whether base64 goes on for so many signs. */
  #hasSigns(from: number, signs: number): boolean {
    if (from + signs > this.#source.length) return false;
    for (let at = from; at < from + signs; at += this.#piece.length) {
      const part = this.#source.slice(at, Math.min(at + this.#piece.length, from + signs), this.#piece);
      if (endOfBase64(part) < part.length) return false;
    }
    return true;
  }

  /** Decodes a run into a file; where it ends. */
  #decode(from: number, file: StagedFile): number {
    const { window, piece } = this.#sizes;
    const whole = window - (window % 4);
    for (let at = from; ; at += whole) {
      const signs = this.#source.slice(at, at + whole, this.#piece);
      for (let done = 0; done < signs.length; done += piece) {
        const part = signs.subarray(done, done + piece);
        const written = this.#decoded.write(part.toString('latin1'), 'base64');
        const isWhole = part.length % 4 === 0 && written === (part.length / 4) * 3;
        const end = isWhole ? part.length : endOfBase64(part);
        // only what was all base64 was decoded rightly
        const bytes = isWhole ? written : this.#decoded.write(part.toString('latin1', 0, end), 'base64');
        file.write(this.#decoded.subarray(0, bytes));
        if (end < piece && (end < part.length || at + done + end === this.#source.length)) return at + done + end;
      }
      if (at + whole >= this.#source.length) return this.#source.length;
    }
  }
}

/** Where the beginnings of pictures stand in a window. */
class Starts {
  readonly #window: Buffer;
  readonly #end: number;
  readonly #next: number[] = pictureStarts.map(() => -2);

  constructor(window: Buffer, end: number) {
    this.#window = window;
    this.#end = end;
  }

  /** The first one at `from` or behind; -1 if there is none. Each is searched for once, in native code. */
  next(from: number): number {
    let first = -1;
    for (const [index, start] of pictureStarts.entries()) {
      const known = this.#next[index] ?? -1;
      if (known !== -1 && known < from) this.#next[index] = this.#window.indexOf(start, from, 'latin1');
      const at = this.#next[index] ?? -1;
      if (at >= 0 && at < this.#end && (first < 0 || at < first)) first = at;
    }
    return first;
  }
}

const backslash = 0x5c;
const lettersOfEscapes = new Set(Buffer.from('nrt', 'latin1'));

/** Whether a beginning is not in the middle of something else: an escape such as \n may end in a sign of base64. */
function mayBegin(window: Buffer, at: number): boolean {
  const last = window[at - 1] ?? -1;
  return !isBase64(last) || (lettersOfEscapes.has(last) && window[at - 2] === backslash);
}

/** Where the first sign stands that is no base64. */
function endOfBase64(signs: Buffer): number {
  for (let at = 0; at < signs.length; at++) if (!isBase64(signs[at] ?? -1)) return at;
  return signs.length;
}
