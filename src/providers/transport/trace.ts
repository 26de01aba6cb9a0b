import { decode } from '../../answers/coding/coding';
import { redact } from '../../core/redaction/redact';
import { withoutPrompt } from '../../core/redaction/withoutPrompt';
import type { Arrived } from '../../answers/arrived';

/** Where the answers of paid requests are written for who looks for a fault. */
export interface Trace {
  /** Making a line takes time. */
  isOn(): boolean;
  /** The line is redacted. */
  write(line: string): void;
}

const shownBytes = 16_384;
const mostDecoded = 1024 * 1024;
/** Pictures in base64, and other long runs of characters. */
const longRun = /[A-Za-z0-9+/_=-]{200,}/g;

/** An answer as a line of the log: status, and the beginning of a small body without pictures, keys and the prompt. */
export async function traceText(
  url: URL,
  { status, headers, body }: Arrived,
  { secrets, prompt }: { readonly secrets: readonly string[]; readonly prompt: string },
): Promise<string> {
  const words = 'bytes' in body ? beginningOf(await decoded(body.bytes, headers)) : `…(${body.size} bytes)`;
  return withoutPrompt(redact(`${url.origin}${url.pathname} answered ${status}: ${words}`, secrets), prompt);
}

async function decoded(bytes: Uint8Array, headers: Headers): Promise<Uint8Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return decode(buffer, headers.get('content-encoding'), mostDecoded).catch(() => bytes); // the reader says what is wrong
}

function beginningOf(bytes: Uint8Array): string {
  const begin = new TextDecoder().decode(bytes.subarray(0, shownBytes));
  const readable = begin.replace(longRun, (run) => `…(${run.length} characters)…`).replace(/\s+/g, ' ');
  return bytes.byteLength > shownBytes ? `${readable} …(${bytes.byteLength} bytes in all)` : readable;
}
