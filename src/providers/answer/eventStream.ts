import { isFields, parseJson } from './json';
import type { ValueBudget } from './limits';

/** The events of a stream that nobody asked for. */
export interface Events {
  readonly values: readonly unknown[];
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

/** What the data lines of one event say: one value over all lines or, where a server leaves out empty lines, one a line. */
function valuesOf(lines: readonly string[], budget: ValueBudget): { values: unknown[]; isCut: boolean } {
  const said = lines.filter((line) => line !== '' && line !== '[DONE]');
  const whole = said.length > 1 ? parseJson(said.join('\n'), budget) : undefined;
  const values = whole === undefined ? said.map((line) => parseJson(line, budget)) : [whole];
  return {
    values: values.filter((value) => value !== undefined),
    isCut: values.at(-1) === undefined && said.length > 0,
  };
}

/** Reads server-sent events; undefined if the text is no stream of JSON. https://html.spec.whatwg.org/#server-sent-events */
export function eventsIn(text: string, budget: ValueBudget): Events | undefined {
  if (!/^data:/m.test(text)) return undefined;
  const all: unknown[] = [];
  let isCut = false;
  let event = '';
  let data: string[] = [];
  const finish = (): void => {
    if (data.length > 0) {
      const read = valuesOf(data, budget);
      for (const value of read.values) all.push(named(value, event));
      isCut = read.isCut;
      data = [];
    }
    event = '';
  };
  for (const line of linesOf(text)) {
    if (line === '') finish();
    else if (line.startsWith('data:')) {
      budget.spend(1);
      data.push(line.slice(line[5] === ' ' ? 6 : 5));
    } else if (line.startsWith('event:')) event = line.slice(6).trim();
  }
  finish();
  return all.length > 0 ? { values: all, isCut } : undefined;
}
