import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Whole numbers from 0 to below `end`. */
export type Pick = (end: number) => number;

/** One way to spoil an answer. */
export interface Mutation {
  readonly name: string;
  readonly spoil: (body: Buffer, pick: Pick) => Buffer;
  /** It can make a valid answer that says something else, also of the money: such an answer may cost nothing. */
  readonly restates?: boolean;
}

function one<T>(items: readonly [T, ...T[]], pick: Pick): T {
  return items[pick(items.length)] ?? items[0];
}

/** Text that makes readers look twice, without an error or a price in it. */
const tokens = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\\"',
    ',',
    ':',
    '\n',
    '\r\n\r\n',
    '\0',
    '\ufeff',
    '\u202e',
    '夏',
    '{"',
    '[{',
    '"]}',
    '\\u0022',
  ],
  ...[
    'data:',
    '\n\ndata: ',
    'data: [DONE]\n\n',
    'event: message\n',
    'data:image/png;base64,',
    'iVBORw0KGgo',
    '/9j/',
    'UklGR',
  ],
  ...[
    '![a](',
    '](',
    '![',
    '](https://h.example/a.png',
    ' "title',
    '<img src="',
    '<think>',
    '</think',
    '<!--',
    '```',
    '`',
  ],
  ...['https://', 'https://a/)))))', 'http://[::1]/a.png', '://', 'https://xn--', '%', '%2', '%ff', '&amp;', '\\/'],
  ...['null', 'true', '1e999', '-0', '0x', 'NaN', '99999999999999999999', '__proto__', 'constructor', 'toString'],
] as [string, ...string[]];

const values = [
  ...[null, true, false, 0, -1, 1e308, '', ' ', 'error', '0', 'null', [], {}, [[]], [{}], { a: {} }],
  ...[
    { error: { message: 'no' } },
    { message: 'no', code: 500 },
    { cost: 0 },
    'https://h.example/a.png',
    'iVBORw0KGgo=',
    '{"a":1}',
  ],
  ...[
    'a'.repeat(5000),
    ' '.repeat(20_000),
    Array(2000).fill(1),
    Array(500).fill({ error: 'x' }),
    JSON.stringify([[['x']]]),
  ],
] as [unknown, ...unknown[]];

function slice(body: Buffer, pick: Pick, longest = 400): { readonly from: number; readonly to: number } {
  const from = pick(body.length + 1);
  return { from, to: Math.min(body.length, from + pick(longest)) };
}

function inserted(body: Buffer, at: number, more: string | Buffer): Buffer {
  return Buffer.concat([body.subarray(0, at), Buffer.from(more), body.subarray(at)]);
}

/** The JSON of a body with one of its values replaced, renamed or removed; the body itself if it is none. */
function restated(body: Buffer, change: (holder: Record<string, unknown>, name: string) => void, pick: Pick): Buffer {
  let root: unknown;
  try {
    root = JSON.parse(body.toString());
  } catch {
    return body;
  }
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const name of Object.keys(holder)) {
      places.push([holder, name]);
      visit(holder[name]);
    }
  };
  visit(root);
  const place = places[pick(places.length)];
  if (place) change(...place);
  return Buffer.from(JSON.stringify(root));
}

/** In these no byte of a price is changed by itself: the field stays, is lost, or stands in something that is no answer any more. */
function outside(body: Buffer, pick: Pick): number {
  const at = pick(body.length);
  const from = body.indexOf('"usage');
  const to = from < 0 ? -1 : body.indexOf('}}', from) + 2;
  return from >= 0 && at >= from && at < Math.max(to, from + 400) ? pick(from) : at;
}

const wrappings: readonly [(text: string) => string, ...((text: string) => string)[]] = [
  (text) => `[${text}]`,
  (text) => `{"response":${text}}`,
  (text) => `{"data":${text}}`,
  (text) => `{"content":${text}}`,
  (text) => `{"a":{"b":[${text}]}}`,
  (text) => JSON.stringify(text),
  (text) => `data: ${text}\n\n`,
  (text) => `Here you are: ${text}`,
  (text) => `\`\`\`json\n${text}\n\`\`\``,
];

/** What can happen to any bytes. */
const damages: readonly Mutation[] = [
  {
    name: 'bits flipped',
    spoil: (body, pick) => {
      const copy = Buffer.from(body);
      for (let times = 1 + pick(4); times > 0 && copy.length > 0; times--) {
        const at = outside(copy, pick);
        copy[at] = (copy[at] ?? 0) ^ (1 << pick(8));
      }
      return copy;
    },
  },
  {
    name: 'bytes replaced',
    spoil: (body, pick) => {
      const copy = Buffer.from(body);
      for (let times = 1 + pick(4); times > 0 && copy.length > 0; times--) copy[outside(copy, pick)] = pick(256);
      return copy;
    },
  },
  { name: 'cut short', spoil: (body, pick) => body.subarray(0, pick(body.length + 1)) },
  { name: 'its beginning lost', spoil: (body, pick) => body.subarray(pick(body.length + 1)) },
  {
    name: 'a slice lost',
    spoil: (body, pick) => {
      const { from, to } = slice(body, pick);
      return Buffer.concat([body.subarray(0, from), body.subarray(to)]);
    },
  },
  {
    name: 'a slice doubled',
    spoil: (body, pick) => {
      const { from, to } = slice(body, pick);
      return inserted(body, pick(body.length + 1), body.subarray(from, to));
    },
  },
  {
    name: 'a slice a thousand times',
    spoil: (body, pick) => {
      const { from, to } = slice(body, pick, 60);
      const chunk = body.subarray(from, to);
      return inserted(body, to, Buffer.concat(Array<Buffer>(1000).fill(chunk)));
    },
  },
];

/** Numbers that a length or a side of a picture can be. */
const numbers = [0, 1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff] as [number, ...number[]];

/** How files begin. */
const beginnings = [
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff\xe0',
  'RIFF\x04\0\0\0WEBPVP8 ',
  'GIF89a',
  '<svg ',
  'II*\0',
  '\0\0\0\x18ftypheic',
].map((text) => Buffer.from(text, 'latin1')) as [Buffer, ...Buffer[]];

/** Ways to spoil the bytes of a picture. */
export const byteMutations: readonly Mutation[] = [
  ...damages,
  {
    name: 'a length changed',
    spoil: (body, pick) => {
      const copy = Buffer.from(body);
      if (copy.length > 8) copy.writeUInt32BE(one(numbers, pick), pick(Math.min(64, copy.length - 4)));
      return copy;
    },
  },
  {
    name: 'a length changed anywhere',
    spoil: (body, pick) => {
      const copy = Buffer.from(body);
      if (copy.length > 8) copy.writeUInt16BE(one(numbers, pick) & 0xffff, pick(copy.length - 2));
      return copy;
    },
  },
  { name: 'zeros put in', spoil: (body, pick) => inserted(body, pick(body.length + 1), Buffer.alloc(pick(50_000))) },
  {
    name: 'fill bytes put in',
    spoil: (body, pick) => inserted(body, pick(body.length + 1), Buffer.alloc(pick(50_000), 0xff)),
  },
  { name: 'another end', spoil: (body) => Buffer.concat([body, Buffer.from([0xff, 0xd9])]) },
  {
    name: 'another beginning',
    spoil: (body, pick) => Buffer.concat([one(beginnings, pick), body.subarray(pick(16))]),
  },
];

/** Ways to spoil an answer. */
export const mutations: readonly Mutation[] = [
  ...damages,
  { name: 'a token put in', spoil: (body, pick) => inserted(body, pick(body.length + 1), one(tokens, pick)) },
  {
    name: 'a token a thousand times',
    spoil: (body, pick) => inserted(body, pick(body.length + 1), one(tokens, pick).repeat(1000)),
  },
  {
    name: 'tokens all over',
    spoil: (body, pick) => {
      let spoilt = body;
      for (let times = 1 + pick(12); times > 0; times--)
        spoilt = inserted(spoilt, pick(spoilt.length + 1), one(tokens, pick));
      return spoilt;
    },
  },
  {
    name: 'a value changed',
    restates: true,
    spoil: (body, pick) => restated(body, (holder, name) => (holder[name] = one(values, pick)), pick),
  },
  {
    name: 'a field lost',
    restates: true,
    spoil: (body, pick) => restated(body, (holder, name) => delete holder[name], pick),
  },
  {
    name: 'a field added',
    restates: true,
    spoil: (body, pick) =>
      restated(
        body,
        (holder) =>
          (holder[one(['error', 'usage', 'message', 'code', 'data', 'choices', '__proto__', 'constructor'], pick)] =
            one(values, pick)),
        pick,
      ),
  },
  {
    name: 'a text in place of a value',
    restates: true,
    spoil: (body, pick) => restated(body, (holder, name) => (holder[name] = JSON.stringify(holder[name])), pick),
  },
  {
    name: 'wrapped',
    spoil: (body, pick) => {
      let text = body.toString();
      for (let times = 1 + pick(6); times > 0; times--) text = one(wrappings, pick)(text);
      return Buffer.from(text);
    },
  },
  {
    name: 'wrapped as an error',
    restates: true,
    spoil: (body, pick) =>
      Buffer.from(`${'{"error":'.repeat(1 + pick(20))}${JSON.stringify(body.toString())}`.concat('}'.repeat(pick(21)))),
  },
  {
    name: 'deep inside',
    spoil: (body, pick) => {
      const depth = 1 + pick(3000);
      return Buffer.from(
        one(
          [`${'['.repeat(depth)}${body.toString()}${']'.repeat(depth)}`, `${'{"a":'.repeat(depth)}${body.toString()}`],
          pick,
        ),
      );
    },
  },
  {
    name: 'a long list put in',
    spoil: (body, pick) => inserted(body, pick(body.length + 1), `[${'1,'.repeat(20_000)}1]`),
  },
  { name: 'as UTF-16', spoil: (body) => Buffer.from(body.toString(), 'utf16le') },
  {
    name: 'as UTF-16 from the other end',
    spoil: (body) => Buffer.from(`\ufeff${body.toString()}`, 'utf16le').swap16(),
  },
  { name: 'encoded twice', spoil: (body) => Buffer.from(body.toString('latin1')) },
  { name: 'as base64', spoil: (body) => Buffer.from(body.toString('base64')) },
  { name: 'as gzip', spoil: (body) => gzipSync(body) },
  { name: 'as Brotli', spoil: (body) => brotliCompressSync(body) },
  { name: 'with other quotes', spoil: (body) => Buffer.from(body.toString().replaceAll('"', "'")) },
  { name: 'with escaped quotes', spoil: (body) => Buffer.from(body.toString().replaceAll('"', '\\"')) },
  {
    name: 'in lines',
    spoil: (body, pick) => Buffer.from(body.toString().replace(new RegExp(`.{${1 + pick(80)}}`, 'gs'), '$&\n')),
  },
];
