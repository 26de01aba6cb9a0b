import type { Attempt } from './attempts';
import { GenerationFailure } from './failure';
import type { Picture } from './generate';
import { redact } from './redact';
import { referenceWords } from './referenceWords';
import { withoutPrompt } from './withoutPrompt';
import { wordsOf } from './wordsOf';

/** A failed attempt as a line of the log: never the prompt, never a key. */
export function failedLine({ route, modelId, failure, ms, charge }: Attempt, prompt: string): string {
  const { status, providerMessage, referenceProblem, requestId } = failure?.facts ?? {};
  const words = providerMessage ?? (referenceProblem && referenceWords(referenceProblem));
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
  const picture = `${mime} ${width}x${height}, ${bytes.byteLength} bytes, via ${route.id}, ${modelId}`;
  const why = typeof keptBecause === 'object' ? keptBecause.error : keptBecause;
  return why === undefined
    ? `Saved picture ${id}: ${picture}`
    : `Kept picture ${id}, which is not saved yet (${errorWords(why)}): ${picture}`;
}

/** What an error says, for the log: without keys and without the names of pictures, which come from prompts. */
export function errorWords(error: unknown): string {
  return redact(withoutPictureNames(ownWords(error)));
}

/** The same with where it was thrown. */
export function errorStack(error: unknown): string {
  const isOwn = error instanceof Error && !(error instanceof GenerationFailure);
  return redact(withoutPictureNames((isOwn && error.stack) || ownWords(error)));
}

/** A failure's message is the provider's, which may quote the prompt; the line of its attempt has it without. */
function ownWords(error: unknown): string {
  return error instanceof GenerationFailure ? `${error.kind}, charge ${error.charge}` : wordsOf(error);
}

const inName = '[^\\s/\\\\\'"`<>()[\\]{}|:*?]';
const pictureName = new RegExp(`(?<!${inName})${inName}+\\.(png|jpe?g|webp|heic|heif)\\b`, 'gi');

/** The folder stays, as does what kind of file it is. */
function withoutPictureNames(text: string): string {
  return text.replace(pictureName, '….$1');
}
