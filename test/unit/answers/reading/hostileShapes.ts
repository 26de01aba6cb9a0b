import { b64, chat, gemini, jpeg, png, webp } from '../support';

/** A hostile text of about so many signs. */
export type Shape = (size: number) => string;

export function times(text: string, size: number): string {
  return text.repeat(Math.ceil(size / text.length));
}

const address = 'https://h.example/a.png';

/** Words that a model, or whoever speaks through one, can write. */
export const texts: Readonly<Record<string, Shape>> = {
  'a Markdown picture that blanks follow': (size) => `![a](${address}${times(' ', size)}`,
  'a Markdown picture whose title does not end': (size) => `![a](${address} "${times("' ", size)}`,
  'Markdown pictures with blanks': (size) => times(`![a](${address}${' '.repeat(500)}`, size),
  'Markdown pictures whose titles do not end': (size) => times(`![a](${address} "`, size),
  'brackets that open': (size) => times('![', size),
  'brackets that close before an address': (size) => times(`](${address} `, size),
  'closing brackets before an address': (size) => times(`${']'.repeat(900)}](${address} `, size),
  'an address that closes brackets': (size) => `https://a/${times(')', size)}`,
  'addresses that close brackets': (size) => times(`https://a/${')'.repeat(8000)} `, size),
  'addresses that close square brackets': (size) => times(`https://a/${']'.repeat(8000)} `, size),
  'addresses that end in points': (size) => times(`https://a/${'.'.repeat(8000)} `, size),
  'addresses without an end': (size) => times('https://', size),
  'schemes without an end': (size) => times('://', size),
  'pictures glued to words': (size) => times('https://a.png夏', size),
  'endings in an address': (size) => times(`https://h.example/${'.png!'.repeat(1600)}/x `, size),
  'names in an address': (size) => times(`https://h.example/?${'name=.png&'.repeat(800)} `, size),
  'long foreign hosts': (size) => times(`https://${'夏海'.repeat(2000)}.example/a.png `, size),
  'hosts of many names': (size) => times(`https://${'a.'.repeat(4000)}example/a.png `, size),
  'paths that go up': (size) => times(`https://h.example/${'a/../'.repeat(1600)}a.png `, size),
  'HTML pictures without an end': (size) => times(`<img src="${address} `, size),
  'the beginning of HTML pictures': (size) => times('<img src="', size),
  'blanks in an HTML picture': (size) => times(`<img ${'src '.repeat(90)}src="${address}`, size),
  'data URLs without data': (size) => times('data:image/png;base64,', size),
  'data URLs with blanks': (size) => times('data:image/png;base64,iVBORw0KGgo ', size),
  'data URLs without an end of their header': (size) => times('data:image/', size),
  'data URLs that are no base64': (size) => times('data:image/png,iVBORw0KGgo', size),
  'a data URL of percent signs': (size) => `data:image/png;base64,iVBORw0KGgo${times('%', size)}`,
  'a data URL of escapes': (size) => `data:image/png;base64,iVBORw0KGgo${times('\\n', size)}`,
  'a data URL of backslashes': (size) => `data:image/png;base64,iVBORw0KGgo${times('\\', size)}`,
  'the beginnings of PNG': (size) => times('iVBORw0KGgo ', size),
  'the beginnings of JPEG, one a line': (size) => times('/9j/\n', size),
  'the beginnings of WebP in lines': (size) => times('UklGR\r\nAAAA\r\n', size),
  'a PNG in lines of one sign': (size) => `iVBORw0KGgo\n${times('A\n', size)}`,
  'PNG after PNG in lines': (size) => times(`${b64(png)}\n`, size),
  'a JPEG in blank lines': (size) => `/9j/\n${times('\n', size)}`,
  'thoughts that do not end': (size) => times('<think', size),
  'ends of thoughts without an end': (size) => times('<think></think', size),
  'thoughts in thoughts': (size) => times('<think><think></think>', size),
  'braces that open': (size) => times('{', size),
  'objects that do not end': (size) => times('{"error":{"message":"', size),
  'small objects': (size) => times('{"a":1} ', size),
  'broken objects': (size) => times('{a} ', size),
  'escaped objects': (size) => times('{\\"a\\":', size),
  'backslashes in an object': (size) => `{"${times('\\', size)}`,
  'backslashes and quotes in an object': (size) => `{"${times('\\"', size)}`,
  quotes: (size) => times('"', size),
  blanks: (size) => times(' ', size),
  lines: (size) => times('\n', size),
  'keys that do not end': (size) => times(`-----BEGIN ${'PRIVATE KEY'}`, size),
  'a key in capitals': (size) => `-----BEGIN ${times('PRIVATE KEY ', size)}`,
  'bearers of nothing': (size) => times('Bearer ', size),
  'a bearer of blanks': (size) => `Bearer${times(' ', size)}`,
  'runs of data that are not long enough': (size) => times(`${'A'.repeat(159)} `, size),
  'one long word': (size) => times('a', size),
  sentences: (size) => times('I am sorry. ', size),
  'a code that goes on as words': (size) => `a${times('_', size)}!`,
  'codes that go on as words': (size) => times(`a${'_.'.repeat(4000)}! `, size),
  'a limit of blanks': (size) => `limit${times(' ', size)}`,
  'quotes that open': (size) => times('「“『„«', size),
  'full stops': (size) => times('.', size),
  digits: (size) => times('1', size),
};

const quoted = (text: string): string => JSON.stringify(text);
const body = (value: unknown): string => JSON.stringify(value);
const parts = (count: number, part: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => part(index));
/** Strings of which V8 hashes the length only, so that all of them land in one bucket. */
const alike = (size: number, start = ''): string[] =>
  parts(Math.ceil(size / 16_500), (index) => start.padEnd(16_400, 'A') + String(index).padStart(8, '0')) as string[];

/** Whole bodies. */
export const bodies: Readonly<Record<string, Shape>> = {
  'a list of numbers': (size) => `[${times('1,', size)}1]`,
  'a list of fractions': (size) => `[${times('1.5e-3,', size)}1]`,
  'a list of empty lists': (size) => `[${times('[],', size)}1]`,
  'a list of empty objects': (size) => `[${times('{},', size)}1]`,
  'a list of words': (size) => `[${times('"a",', size)}1]`,
  'one number': (size) => times('1', size),
  'one string': (size) => quoted(times('a', size)),
  'one string of quotes': (size) => quoted(times('"', size)),
  'a string in a string in a string': (size) => quoted(quoted(quoted(times('a', size)))),
  'a list in a string in a string': (size) => quoted(quoted(`[${times('1,', size)}1]`)),
  'lists in lists': (size) => times('[', size),
  'lists in lists that end': (size) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`,
  'objects in objects': (size) => times('{"a":', size),
  'an object of many fields': (size) => `{${parts(size / 12, (i) => `"k${i}":1`).join(',')}}`,
  'an object of the same field': (size) => `{${times('"a":1,', size)}"a":1}`,
  'an object with long names': (size) =>
    `{${alike(size)
      .map((name) => `"${name}":1`)
      .join(',')}}`,
  'an object of prototypes': (size) => `{${times('"__proto__":{"constructor":1},', size)}"a":1}`,
  'a list of errors': (size) => `[${times('{"error":{"message":"a"}},', size)}1]`,
  'an error of many fields': (size) => `{"error":{${parts(size / 12, (i) => `"k${i}":""`).join(',')}}}`,
  'an error in an error': (size) => times('{"error":', size),
  'errors that branch': (size) => branches(size),
  'an error in lists': (size) => `{"error":${times('[', size)}`,
  'errors that say nothing': (size) => `{"error":[${times('[0,0],', size)}0],"choices":[]}`,
  'details of details': (size) => `{"error":{"details":[${times('{"violations":[{},{}]},', size)}{}]}}`,
  'a wait of digits': (size) =>
    body({ error: { code: 429, message: 'x', details: [{ '@type': 'RetryInfo', retryDelay: times('1', size) }] } }),
  'many names of limits': (size) =>
    body({
      error: {
        code: 429,
        message: 'x',
        details: parts(64, () => ({ violations: [{ quotaId: times('per_', size / 64) }] })),
      },
    }),
  'reasons in lists': (size) => `{"choices":[{"finish_reason":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}]}`,
  'many candidates': (size) => `{"candidates":[${times('{"finishReason":"STOP"},', size)}{}]}`,
  'many sentences of the service': (size) =>
    `{"candidates":[${times(`{"finishMessage":"${'safe '.repeat(200)}"},`, size)}{}]}`,
  'many parts': (size) => `{"candidates":[{"content":{"parts":[${times('{"text":"a"},', size)}{}]}}]}`,
  'many texts': (size) => `{"choices":[{"message":{"content":[${times('"a",', size)}""]}}]}`,
  'many pictures that are none': (size) => `{"images":[${times('"AAAAAAAA",', size)}""]}`,
  'pictures that begin alike': (size) => `{"images":[${alike(size).map(quoted).join(',')}]}`,
  'pictures that are the same but for the end': (size) =>
    `{"images":[${alike(size, 'iVBORw0KGgo').map(quoted).join(',')}]}`,
  'many addresses': (size) => `{"images":[${times(`"${address}",`, size)}""]}`,
  'many different addresses': (size) =>
    `{"images":[${parts(size / 32, (i) => `"https://h.example/${i}.png"`).join(',')}]}`,
  'many usages': (size) => `[${times('{"usage":{"cost":0}},', size)}1]`,
  'a usage of many fields': (size) => `{"usage":{${parts(size / 12, (i) => `"k${i}":0`).join(',')}},"choices":[]}`,
  'many filters': (size) => `{"content_filter_results":[${times('{"a":{"filtered":false}},', size)}1]}`,
  'many states of the model': (size) => `[${times('{"modelStatus":{"message":"old"}},', size)}1]`,
  'many ids': (size) => `[${times('{"id":"a"},', size)}1]`,
  'a stream of numbers': (size) => times('data: 1\n\n', size),
  'a stream of pieces': (size) => times('data: {"choices":[{"delta":{"content":"a"}}]}\n\n', size),
  'a stream without blank lines': (size) => times('data: {"a":1}\n', size),
  'a stream of errors': (size) => times('event: error\ndata: {"message":"no"}\n\n', size),
  'a stream of empty events': (size) => times('data:\n', size),
  'a stream of lines that do not end': (size) => `data: {"a":"${times('\ndata: ', size)}`,
  'one value a line': (size) => times('{"choices":[{"delta":{"content":"a"}}]}\n', size),
  'a page of titles': (size) => `<html>${times('<title', size)}`,
  'a page of blanks': (size) => `<title>${times(' ', size)}`,
};

/** An error with errors in all fields that can hold one. */
function branches(size: number): string {
  const names = ['error', 'errors', 'details', 'fault', 'cause', 'upstream', 'response', 'body', 'raw', 'innererror'];
  const nested = (left: number, depth: number): string => {
    if (depth === 0 || left < 400) return '{"message":"a"}';
    return `{"message":"a",${names.map((name) => `"${name}":${nested(left / names.length, depth - 1)}`).join(',')}}`;
  };
  return nested(size, 8);
}

/** The places of an answer, of each wire, in which words stand. */
export const places: Readonly<Record<string, (text: string) => unknown>> = {
  'a part of generateContent': (text) => gemini([{ text }]),
  'the content of a chat completion': (text) => chat({ content: text }),
  'the prompt of an image': (text) => ({ created: 1, data: [{ revised_prompt: text }] }),
  'the message of an error': (text) => ({ error: { message: text } }),
  'an answer that is no JSON': (text) => text,
};

const filled = (size: number, bytes: readonly number[]): Buffer => Buffer.alloc(size, Buffer.from(bytes));
const start = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00]);
const end = Buffer.from([0xff, 0xd9]);

/** Bytes that begin as a picture does. */
export const pictures: Readonly<Record<string, (size: number) => Buffer>> = {
  'a PNG of empty chunks': (size) => Buffer.concat([png.subarray(0, 33), filled(size, [...Array<number>(12).fill(0)])]),
  'a PNG without a header': (size) => Buffer.concat([png.subarray(0, 8), filled(size, [0, 0, 0, 1])]),
  'a JPEG of zeros': (size) => Buffer.concat([start, filled(size, [0]), end]),
  'a JPEG of fill bytes': (size) => Buffer.concat([start, filled(size, [0xff]), end]),
  'a JPEG of empty segments': (size) => Buffer.concat([start, filled(size, [0xff, 0xe0, 0, 2]), end]),
  'a JPEG of segments of no length': (size) => Buffer.concat([start, filled(size, [0xff, 0xe0, 0, 0])]),
  'a JPEG of EXIF': (size) =>
    Buffer.concat([start, filled(size, [0xff, 0xe1, 0, 8, 0x45, 0x78, 0x69, 0x66, 0, 0]), end]),
  'a JPEG that begins with its frame': (size) =>
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 4, 0, 0]), filled(size, [0]), end]),
  'a JPEG of scans': (size) => Buffer.concat([jpeg.subarray(0, -2), filled(size, [0xff, 0xda, 0, 2])]),
  'a JPEG whose scan does not end': (size) => Buffer.concat([jpeg.subarray(0, -2), filled(size, [0xff, 0])]),
  'a WebP of zeros': (size) => Buffer.concat([webp, filled(size, [0])]),
  zeros: (size) => filled(size, [0]),
  'the beginning of a drawing': (size) => Buffer.from(times('<svg ', size)),
};
