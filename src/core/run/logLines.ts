import type { Attempt } from './attempts';
import { GenerationFailure } from '../failures/failure';
import type { Picture } from './picture';
import { redact } from '../redaction/redact';
import { referenceWords } from '../pictures/referenceWords';
import { withoutPrompt } from '../redaction/withoutPrompt';
import { wordsOf, stackOf } from '../words/wordsOf';

/** A failed attempt as a line of the log: never the prompt, never a key. */
export function failedLine({ route, modelId, failure, ms, charge }: Attempt, prompt: string): string {
  const { status, providerMessage, localMessage, referenceProblem, requestId } = failure?.facts ?? {};
  const words = providerMessage ?? localMessage ?? (referenceProblem && referenceWords(referenceProblem));
  const request = requestId ? `, request ${withoutPrompt(requestId, prompt)}` : '';
  const said = words ? ` — ${withoutPrompt(words, prompt)}` : '';
  const what = [failure?.kind, status].filter((part) => part !== undefined).join(' ');
  return redact(`${route.id}: ${modelId} failed: ${what} charge ${charge}, ${ms} ms${request}${said}`);
}

/** A picture that was saved, or kept because of an error: its file's name comes from the prompt, so it is not named. */
export function savedLine(
  id: string,
  { route, modelId, image }: Picture,
  keptBecause?: string | { readonly error: string },
): string {
  const { mime, width, height, bytes } = image;
  const picture = `${mime} ${width}x${height}, ${bytes} bytes, via ${route.id}, ${modelId}`;
  const why = typeof keptBecause === 'object' ? keptBecause.error : keptBecause;
  return why === undefined
    ? `Saved picture ${id}: ${picture}`
    : `Kept picture ${id}, which is not saved yet (${errorWords(why)}): ${picture}`;
}

/** What an error says, for the log: without keys and without the names of pictures, which come from prompts. */
export function errorWords(error: unknown): string {
  return redact(withoutPictureNames(ownWords(error)));
}

/** The same with the stack. */
export function errorStack(error: unknown): string {
  const words = error instanceof GenerationFailure ? ownWords(error) : stackOf(error);
  return redact(withoutPictureNames(words));
}

/** A failure's message is the provider's, which may quote the prompt; `failedLine` logs it without. */
function ownWords(error: unknown): string {
  return error instanceof GenerationFailure ? `${error.kind}, charge ${error.charge}` : wordsOf(error);
}

const inName = '[^\\s/\\\\\'"`<>()[\\]{}|:*?]';
const pictureName = new RegExp(`(?<!${inName})${inName}+\\.(png|jpe?g|webp|heic|heif)\\b`, 'gi');

/** The folder and the extension stay. */
function withoutPictureNames(text: string): string {
  return text.replace(pictureName, '….$1');
}
