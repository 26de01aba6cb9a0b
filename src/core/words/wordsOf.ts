/**
 * What a thrown value says, whatever it is: libraries also throw texts, and objects that only look like errors. Never
 * `[object Object]`, never empty, and never an error itself.
 */
export function wordsOf(thrown: unknown): string {
  return wordsWithin(thrown, new Set()) ?? unknown;
}

/** Its stack, else what it says. */
export function stackOf(thrown: unknown): string {
  try {
    const { stack } = thrown as { readonly stack?: unknown };
    if (isTelling(stack)) return stack;
  } catch {
    // its words are left
  }
  return wordsOf(thrown);
}

const unknown = 'unknown error';

/** What an error made from an object says, and what nobody can see. */
const hollow = /^(?:\[object [^\]]*\]|[\s\p{Default_Ignorable_Code_Point}]*)$/u;

/** Undefined: it says nothing, was looked at before, or throws when it is looked at. */
function wordsWithin(thrown: unknown, asked: Set<unknown>): string | undefined {
  if (asked.has(thrown) || asked.size >= 12) return undefined;
  asked.add(thrown);
  try {
    return wordsIn(thrown, asked);
  } catch {
    return undefined;
  }
}

function wordsIn(thrown: unknown, asked: Set<unknown>): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return telling(String(thrown));
  const { message, name, code, cause, errors } = thrown as Readonly<Record<string, unknown>>;
  if (isTelling(message)) return message;
  // an error that only holds others, such as Node's where no address of a host answers, says nothing itself
  const within = [cause, ...(Array.isArray(errors) ? (errors as unknown[]).slice(0, 12) : [])];
  for (const one of within) {
    const words = one === undefined || one === null ? undefined : wordsWithin(one, asked);
    if (words !== undefined) return words;
  }
  if (isTelling(code)) return code;
  if (isTelling(name) && name !== 'Object') return name;
  return asJson(thrown) ?? Object.prototype.toString.call(thrown).slice(8, -1);
}

function telling(text: string): string | undefined {
  return isTelling(text) ? text : undefined;
}

function isTelling(value: unknown): value is string {
  return typeof value === 'string' && !hollow.test(value.slice(0, 2_000));
}

function asJson(thrown: object): string | undefined {
  try {
    const json = JSON.stringify(thrown) as string | undefined;
    return json === '{}' ? undefined : json;
  } catch {
    return undefined; // it refers to itself
  }
}
