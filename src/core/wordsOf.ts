/**
 * What a thrown value says, whatever it is: libraries also throw texts, and objects that only look like errors. Never
 * `[object Object]`, never empty, and never an error itself.
 */
export function wordsOf(thrown: unknown): string {
  try {
    return wordsIn(thrown);
  } catch {
    return unknown; // it throws when it is looked at
  }
}

const unknown = 'unknown error';

function wordsIn(thrown: unknown): string {
  if (typeof thrown === 'string' && thrown !== '') return thrown;
  if (typeof thrown !== 'object' || thrown === null) return String(thrown) || unknown;
  const { message, name } = thrown as { readonly message?: unknown; readonly name?: unknown };
  if (typeof message === 'string' && message !== '') return message;
  if (typeof name === 'string' && name !== '' && name !== 'Object') return name;
  return asJson(thrown) ?? Object.prototype.toString.call(thrown).slice(8, -1);
}

function asJson(thrown: object): string | undefined {
  try {
    const json = JSON.stringify(thrown) as string | undefined;
    return json === '{}' ? undefined : json;
  } catch {
    return undefined; // it refers to itself
  }
}
