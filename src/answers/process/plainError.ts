/** An error as it crosses between processes. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  readonly cause?: PlainError | undefined;
  /** The number of the fetch that it was thrown by: the parent still has the error itself. */
  readonly fetch?: number | undefined;
}

const deepest = 8;
const longest = 4000;

/** An error with its causes made plain; undefined for nothing. */
export function plainError(error: unknown, fetch?: number, depth = 0): PlainError | undefined {
  if (error === undefined || error === null || depth > deepest) return undefined;
  if (typeof error !== 'object') return { name: 'Error', message: textOf(error) ?? '', fetch };
  const { name, message, stack, code, reason, cause } = error as Record<string, unknown>;
  return {
    name: textOf(name) ?? 'Error',
    message: textOf(message) ?? '',
    stack: textOf(stack),
    code: typeof code === 'number' ? String(code) : textOf(code),
    reason: textOf(reason),
    cause: plainError(cause, undefined, depth + 1),
    fetch: error instanceof PassedError ? error.fetch : fetch,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, longest) : undefined;
}

/** The error that a plain one was made of, where it was thrown by a fetch of this process; else one like it. */
export function restored(plain: PlainError | undefined, thrown: readonly unknown[]): unknown {
  if (plain === undefined) return undefined;
  if (plain.fetch !== undefined && plain.fetch in thrown) return thrown[plain.fetch];
  return new PassedError(plain, restored(plain.cause, thrown));
}

/** An error of the other process. */
export class PassedError extends Error {
  readonly code?: string;
  readonly reason?: string;
  readonly fetch?: number;

  constructor({ name, message, stack, code, reason, fetch, ...plain }: PlainError, cause = causeOf(plain)) {
    super(message, cause === undefined ? {} : { cause });
    this.name = name;
    if (stack !== undefined) this.stack = stack;
    if (code !== undefined) this.code = code;
    if (reason !== undefined) this.reason = reason;
    if (fetch !== undefined) this.fetch = fetch;
  }
}

function causeOf({ cause }: Pick<PlainError, 'cause'>): unknown {
  return cause && new PassedError(cause);
}
