import { redact } from '../../core/redaction/redact';

const deepest = 8;
const longest = 4000;

/** An error of another library as it may be logged. */
class SafeCause extends Error {
  readonly code: string | undefined;

  constructor(message: string, options: { name: string; code: string | undefined; stack: string; cause: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = options.name;
    this.code = options.code;
    this.stack = options.stack;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * A copy of an error with name, code, message, stack and causes, without keys. Errors of HTTP libraries also carry requests
 * with headers and bodies: none of that is taken over.
 */
export function safeCause(error: unknown, secrets: readonly string[], depth = 0): unknown {
  if (depth > deepest || error === undefined || error === null) return undefined;
  const clean = (text: string): string => redact(text.slice(0, longest * 2), secrets).slice(0, longest);
  if (typeof error !== 'object') return clean(textOf(error));
  const { name, message, stack, code, cause, errors } = error as Record<string, unknown>;
  const inner = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  return new SafeCause(clean(textOf(message)), {
    name: clean(textOf(name)) || 'Error',
    code: typeof code === 'string' || typeof code === 'number' ? clean(String(code)) : undefined,
    stack: clean(textOf(stack)),
    cause: safeCause(inner, secrets, depth + 1),
  });
}
