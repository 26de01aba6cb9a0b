import { isFields, parseJson } from './json';

/** The events of a stream that nobody asked for. */
export interface Events {
  readonly values: readonly unknown[];
  /** The last event does not end. */
  readonly isCut: boolean;
}

/** The lines of a text without their ends, one at a time: a line can be 50 MB long. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
    from = to + 1;
  }
}

/** An event of the name `error` may be a bare message and code. */
function named(value: unknown, event: string): unknown {
  if (event !== 'error' || (isFields(value) && 'error' in value)) return value;
  return { error: value };
}

/** What the data lines of one event say: one value over all lines or, where a server leaves out empty lines, one a line. */
function valuesOf(lines: readonly string[]): { values: unknown[]; isCut: boolean } {
  const said = lines.filter((line) => line !== '' && line !== '[DONE]');
  const whole = said.length > 1 ? parseJson(said.join('\n')) : undefined;
  const values = whole === undefined ? said.map(parseJson) : [whole];
  return {
    values: values.filter((value) => value !== undefined),
    isCut: values.at(-1) === undefined && said.length > 0,
  };
}

/** Reads server-sent events; undefined if the text is no stream of JSON. https://html.spec.whatwg.org/#server-sent-events */
export function eventsIn(text: string): Events | undefined {
  const all: unknown[] = [];
  let isCut = false;
  let event = '';
  let data: string[] = [];
  const finish = (): void => {
    const read = valuesOf(data);
    for (const value of read.values) all.push(named(value, event));
    if (data.length > 0) isCut = read.isCut;
    event = '';
    data = [];
  };
  for (const line of linesOf(text)) {
    if (line === '') finish();
    else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
    else if (line.startsWith('event:')) event = line.slice(6).trim();
  }
  finish();
  return all.length > 0 ? { values: all, isCut } : undefined;
}
