import { redact } from '../../core/redact';
import { withoutPrompt } from '../../core/withoutPrompt';
import type { RawAnswer } from '../rawAnswer';

const shownBytes = 16_384;
/** Pictures in base64, and other runs that nobody reads. */
const longRun = /[A-Za-z0-9+/_=-]{200,}/g;

/** An answer as a line of the log: status, and the beginning of its body without pictures, keys and the prompt. */
export function traceText(
  url: URL,
  { status, body }: RawAnswer,
  { secrets, prompt }: { readonly secrets: readonly string[]; readonly prompt: string },
): string {
  const begin = new TextDecoder().decode(body.subarray(0, shownBytes));
  const readable = begin.replace(longRun, (run) => `…(${run.length} characters)…`).replace(/\s+/g, ' ');
  const rest = body.byteLength > shownBytes ? ` …(${body.byteLength} bytes in all)` : '';
  return withoutPrompt(redact(`${url.origin}${url.pathname} answered ${status}: ${readable}${rest}`, secrets), prompt);
}
