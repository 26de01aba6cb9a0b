import { TooLargeError, limits } from './limits';

const code = (sign: string): number => sign.charCodeAt(0);
const [quote, backslash, comma, colon] = [code('"'), code('\\'), code(','), code(':')];
const [openObject, closeObject, openList, closeList] = [code('{'), code('}'), code('['), code(']')];

/** A value of JSON in a text, as far as it can be told without parsing it. */
interface Scanned {
  /** Where it ends (exclusive). */
  readonly end: number;
  /** Its lists, objects and commas: at least half as many as it has values. */
  readonly values: number;
}

/**
 * Scans the object or list that opens at `start`; undefined if it does not end. Throws `TooLargeError` as soon as it holds
 * more than `most` values or breaks another of the limits. Takes time in proportion to the text, and memory to the depth. Whatever
 * `JSON.parse` would have made before it finds an error has been counted here.
 */
export function scanValue(text: string, start: number, most: number): Scanned | undefined {
  const fields: number[] = []; // of each open object so far; a list counts from far below and never has too many
  let values = 0;
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at);
        if (end < 0) return undefined;
        if (end - at > limits.name && isName(text, end))
          throw new TooLargeError('The answer has a field with a huge name');
        at = end - 1;
        break;
      }
      case openObject:
      case openList:
        values++;
        fields.push(text.charCodeAt(at) === openObject ? 1 : -Infinity);
        if (fields.length > limits.depth) throw new TooLargeError(`The answer is more than ${limits.depth} deep`);
        break;
      case comma: {
        const count = (fields.at(-1) ?? 0) + 1;
        fields[fields.length - 1] = count;
        if (count > limits.fields)
          throw new TooLargeError(`The answer has an object of more than ${limits.fields} fields`);
        values++;
        break;
      }
      case closeObject:
      case closeList:
        fields.pop();
        if (fields.length === 0) return { end: at + 1, values };
        break;
    }
    if (values > most) throw new TooLargeError(`The answer has more than ${limits.values} values`);
  }
  return undefined;
}

/** After so many signs a search in native code is faster than a look at each. */
const near = 32;

/** Where the string that opens at `start` ends (exclusive); -1 if it does not. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    for (const stop = Math.min(at + near, text.length); at < stop; at++) {
      const sign = text.charCodeAt(at);
      if (sign === quote) return at + 1;
      if (sign === backslash) at++;
    }
    const next = text.indexOf('"', at);
    if (next < 0) return -1;
    let escape = next;
    while (escape > at && text.charCodeAt(escape - 1) === backslash) escape--;
    if ((next - escape) % 2 === 0) return next + 1;
    at = next + 1;
  }
  return -1;
}

/** Whether the string that ends here is the name of a field. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (isBlank(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === colon;
}

function isBlank(sign: number): boolean {
  return sign === 0x20 || sign === 0x0a || sign === 0x0d || sign === 0x09;
}
