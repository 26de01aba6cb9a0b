import { isFields, parseJson } from '../json/json';
import { ValueBudget, limits } from '../json/limits';
import type { Evidence } from './evidence';
import { EvidenceCollector } from './evidenceCollector';

/** The events of a stream that nobody asked for. */
interface Events {
  /** The first and the last ones. */
  readonly values: readonly unknown[];
  /** What all of them say. */
  readonly evidence: Evidence;
  /** The last event does not end. */
  readonly isCut: boolean;
}

/** The lines of a text without their ends, one at a time: a line can be 50 MB long. Empty lines in a row are one. */
function* linesOf(text: string): Generator<string> {
  const emptyLines = /[\r\n]+/y;
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
    emptyLines.lastIndex = from = to + 1;
    if (!emptyLines.test(text)) continue;
    yield '';
    from = emptyLines.lastIndex;
  }
}

/** An event of the name `error` may be a bare message and code. */
function named(value: unknown, event: string): unknown {
  if (event !== 'error' || (isFields(value) && 'error' in value)) return value;
  return { error: value };
}

/**
 * Tells what the data lines of one event say: one value over all lines or, where a server leaves out empty lines, one a line.
 * True: the last of them does not end.
 */
function addValues(lines: readonly string[], whole: ValueBudget, add: (value: unknown) => void): boolean {
  const said = lines.filter((line) => line !== '' && line !== '[DONE]');
  const read = (text: string): unknown => parseJson(text, new ValueBudget(limits.values, whole));
  const joined = said.length > 1 ? read(said.join('\n')) : undefined;
  if (joined !== undefined) {
    add(joined);
    return false;
  }
  let last: unknown;
  for (const line of said) if ((last = read(line)) !== undefined) add(last);
  return last === undefined && said.length > 0;
}

/**
 * Reads server-sent events, one at a time; undefined if the text is no stream of JSON. Throws `TooLargeError` above the limits.
 * https://html.spec.whatwg.org/#server-sent-events
 */
export function eventsIn(text: string): Events | undefined {
  if (!/^data:/m.test(text)) return undefined;
  const whole = new ValueBudget(limits.streamed);
  const collector = new EvidenceCollector(true);
  let isCut = false;
  let event = '';
  let data: string[] = [];
  const finish = (): void => {
    if (data.length > 0) isCut = addValues(data, whole, (value) => collector.add(named(value, event)));
    data = [];
    event = '';
  };
  for (const line of linesOf(text)) {
    if (line === '') finish();
    else if (line.startsWith('data:')) {
      whole.spend(1);
      data.push(line.slice(line[5] === ' ' ? 6 : 5));
    } else if (line.startsWith('event:')) event = line.slice(6).trim();
  }
  finish();
  const { firstAndLast: values, evidence } = collector;
  return values.length > 0 ? { values, evidence, isCut } : undefined;
}
