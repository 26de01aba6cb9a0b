import assert from 'node:assert/strict';
import { canonical, canonicalView } from '../../../../src/core/redaction/canonical';
import { holdsKey, redact } from '../../../../src/core/redaction/redact';
import { assertNotQuadratic } from '../../answers/reading/growth';

/** Keys that are obviously false, with the signs that encodings change. */
/** Put together here, so that nobody takes this file for one that holds a key. */
const begin = (what: string): string => `-----BEGIN ${what}-----`;
const pem = (what: string, body: string): string => `${begin(what)}\n${body}-----END ${what}-----\n`;

const keys = {
  plain: 'Not4RealKey0123456789abcdefghij',
  openai: 'sk-proj-Not_A-Real.Key+With/Signs=0123456789',
  short: 'n0t-r3al',
  pem: pem('PRIVATE KEY', 'NotARealKey/NotARealKey+NotARealKey/NotARealKey+NotARealKey/1234\n'.repeat(6)),
};

const percent = (text: string, digits: (hex: string) => string = (hex) => hex): string =>
  [...Buffer.from(text)].map((byte) => `%${digits(byte.toString(16).padStart(2, '0'))}`).join('');
const codes = (text: string, form: (code: number) => string): string =>
  [...text].map((one) => form(one.charCodeAt(0))).join('');
const hex4 = (code: number): string => code.toString(16).padStart(4, '0');
const signs = (text: string, form: (code: number) => string): string =>
  text.replace(/[^A-Za-z0-9]/g, (one) => form(one.charCodeAt(0)));
const wrapped = (text: string, by: string, at: number): string =>
  (text.match(new RegExp(`[\\s\\S]{1,${at}}`, 'g')) ?? []).join(by);
const base64 = (text: string, before = 0): string =>
  Buffer.from('~'.repeat(before) + text + '~'.repeat(before)).toString('base64');
const html = (text: string): string => signs(text, (code) => `&#${code};`);

/** How a server may echo a key. */
const forms: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in capitals': (key) => key.toUpperCase(),
  'in small letters': (key) => key.toLowerCase(),
  'percent-encoded': encodeURIComponent,
  'percent-encoded, in small letters': (key) => encodeURIComponent(key).replace(/%../g, (one) => one.toLowerCase()),
  'percent-encoded twice': (key) => encodeURIComponent(encodeURIComponent(key)),
  'percent-encoded three times': (key) => encodeURIComponent(encodeURIComponent(encodeURIComponent(key))),
  'percent-encoded whole': (key) => percent(key),
  'percent-encoded whole, in capitals': (key) => percent(key, (hex) => hex.toUpperCase()),
  'percent-encoded in part': (key) => percent(key.slice(0, 5)) + key.slice(5),
  'percent-encoded in JavaScript’s way': (key) => codes(key, (code) => `%u${hex4(code)}`),
  'in JSON': (key) => JSON.stringify(key),
  'in JSON, twice': (key) => JSON.stringify(JSON.stringify(key)),
  'in JSON, three times': (key) => JSON.stringify(JSON.stringify(JSON.stringify(key))),
  'in JSON with \\u': (key) => codes(key, (code) => `\\u${hex4(code)}`),
  'in JSON with \\u for signs, in capitals': (key) => signs(key, (code) => `\\u${hex4(code).toUpperCase()}`),
  'in JSON with \\u, twice': (key) => JSON.stringify(signs(key, (code) => `\\u${hex4(code)}`)),
  'in JSON with \\/': (key) => JSON.stringify(key).replaceAll('/', '\\/'),
  'in JavaScript': (key) => signs(key, (code) => `\\x${code.toString(16).padStart(2, '0')}`),
  'in JavaScript with \\u{}': (key) => signs(key, (code) => `\\u{${code.toString(16)}}`),
  'in C': (key) => signs(key, (code) => `\\${code.toString(8).padStart(3, '0')}`),
  'in a shell': (key) => signs(key, (code) => (code === 10 ? '\n' : `\\${String.fromCharCode(code)}`)),
  'in HTML': html,
  'in HTML with hex': (key) => signs(key, (code) => `&#x${code.toString(16)};`),
  'in HTML, twice': (key) => html(key).replaceAll('&', '&amp;'),
  'in HTML with names': (key) => key.replaceAll('+', '&plus;').replaceAll('/', '&sol;').replaceAll('_', '&lowbar;'),
  'in JSON in HTML': (key) => JSON.stringify(html(key)).replaceAll('&', '&amp;'),
  'quoted-printable': (key) =>
    wrapped(
      signs(key, (code) => `=${hex4(code).slice(2).toUpperCase()}`),
      '=\r\n',
      76,
    ),
  'in lines': (key) => wrapped(key, '\n', 11),
  'in lines of Windows': (key) => wrapped(key, '\r\n  ', 11),
  'in lines, in JSON': (key) => JSON.stringify(wrapped(key, '\n', 7)),
  'with blanks': (key) => wrapped(key, ' ', 4),
  'with soft hyphens': (key) => wrapped(key, '\u00AD', 6),
  'with soft hyphens, in HTML': (key) => wrapped(key, '&shy;', 6),
  'with zero-width spaces': (key) => wrapped(key, '\u200B', 6),
  'with word breaks': (key) => wrapped(key, '<wbr>', 6),
  'with a shell’s line ends': (key) => wrapped(key, '\\\n', 9),
  'in colours': (key) => wrapped(key, '\u001b[31m', 9),
  'in hex': (key) => Buffer.from(key).toString('hex'),
  'in hex, in capitals': (key) => Buffer.from(key).toString('hex').toUpperCase(),
  'in hex with blanks': (key) => `<Buffer ${wrapped(Buffer.from(key).toString('hex'), ' ', 2)}>`,
  'in hex with colons': (key) => wrapped(Buffer.from(key).toString('hex'), ':', 2),
  'in hex with 0x': (key) => [...Buffer.from(key)].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', '),
  'as numbers': (key) => JSON.stringify(Buffer.from(key)),
  'in base64': (key) => base64(key),
  'in base64 behind one byte': (key) => base64(key, 1),
  'in base64 behind two bytes': (key) => base64(key, 2),
  'in base64 behind more': (key) => base64(key, 31),
  'in base64url': (key) => Buffer.from(`user:${key}`).toString('base64url'),
  'in base64, in lines': (key) => wrapped(base64(key, 40), '\r\n', 76),
  'in base64, in lines, in JSON': (key) => JSON.stringify(wrapped(base64(key, 41), '\n', 76)),
  'in base64, percent-encoded': (key) => encodeURIComponent(base64(key, 2)),
  'in base64, with \\/': (key) => base64(key, 1).replaceAll('/', '\\/'),
};

/** Where it may stand. */
const places: Readonly<Record<string, (echo: string) => string>> = {
  alone: (echo) => echo,
  'in a sentence': (echo) => `The key ${echo} is not known here. Ask for another one.`,
  'between quotes': (echo) => `{"error":{"message":"no such key: '${echo}'","code":401}}`,
  'in an address': (echo) => `https://relay.example/v1?model=x&k=${echo}&n=1#end`,
  'behind much text': (echo) => `${'word '.repeat(2_000)}${echo}`,
};

/** The key as anybody could still read it: not the key itself, and nothing that decodes to its middle. */
function isReadable(text: string, key: string): boolean {
  const bare = key.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
  const middle = bare.slice(bare.length / 4, bare.length / 2);
  const flat = text.replace(/[\s\u00AD\u200B]|\\n|<wbr>/g, '');
  const flatHex = flat.replace(/0x|[,:]/g, '').toLowerCase();
  const inBase64 = [0, 1, 2].map((n) => base64(key.slice(key.length / 4, key.length / 2), n).slice(4, -8));
  return (
    flat.toLowerCase().includes(middle.toLowerCase()) ||
    flatHex.includes(Buffer.from(middle).toString('hex')) ||
    flat.includes([...Buffer.from(middle)].join(',')) ||
    (middle.length >= 10 && inBase64.some((part) => part.length > 6 && flat.includes(part)))
  );
}

describe('a known key', () => {
  for (const [how, form] of Object.entries(forms)) {
    it(`is taken out ${how}, wherever it stands`, () => {
      for (const [name, key] of Object.entries(keys)) {
        for (const [where, place] of Object.entries(places)) {
          const clean = redact(place(form(key)), ['another-key-not-real', key]);
          assert.ok(clean.includes('[key]'), `${name} ${where}: ${clean.slice(-300)}`);
          assert.ok(!isReadable(clean, key), `${name} ${where}: ${clean.slice(-300)}`);
          const [before = '', after = ''] = place('\u0000').split('\u0000');
          if (where !== 'alone') assert.equal(clean.slice(0, before.length - 3), before.slice(0, -3));
          assert.ok(clean.endsWith(after.slice(3)), `${name} ${where}: ${clean.slice(-300)}`);
        }
      }
    });
  }

  it('is taken out where the text is cut in its middle, or begins there', () => {
    const key = keys.openai;
    for (let length = 12; length < key.length; length += 1) {
      assert.equal(redact(`No such key: ${key.slice(0, length)}`, [key]), 'No such key: [key]', String(length));
      assert.equal(redact(`${key.slice(-length)} is no key`, [key]), '[key] is no key', String(length));
      assert.equal(redact(`"${encodeURIComponent(key.slice(0, length))}" is unknown`, [key]), '"[key]" is unknown');
    }
    for (const rest of ['', '…', '...', '****']) {
      assert.equal(redact(`Key Not4RealK${rest}`, [keys.plain]), `Key [key]${rest}`);
    }
    assert.equal(redact('Key Not4RealK and more', [keys.plain]), 'Key Not4RealK and more');
  });

  it('that is short is found as it is written only', () => {
    assert.equal(redact('a test of testing, T E S T', ['test']), 'a [key] of [key]ing, T E S T');
    assert.equal(redact('abc', ['abc']), 'abc');
    assert.equal(redact('a fox', ['']), 'a fox');
  });

  it('is found in time that grows with the text, whatever the text', async () => {
    const secrets = Object.values(keys);
    const repeated = 'ab'.repeat(40);
    const hostile = [
      keys.openai.slice(0, 11),
      `${keys.pem.slice(30, 40)}x`,
      '%252525',
      '%25',
      '\\\\',
      '&amp;',
      'eyJ-',
      'eyJabcdefgh.',
      '1//0',
      'sk-',
      'Bearer ',
      'Basic a',
      'api_key: ',
      begin('PRIVATE KEY'),
      ' ',
      '0x61,',
      'AKIAAKIA',
      'ab',
      '//a:',
      '?key=',
    ];
    for (const part of hostile) {
      const redacting = (bytes: number) => {
        const text = part.repeat(bytes / part.length);
        return () => redact(text, [...secrets, repeated]);
      };
      await assertNotQuadratic(redacting, 50_000, JSON.stringify(part));
    }
  }).timeout(120_000);
});

describe('what looks like a key', () => {
  /** Made up, and obviously so. */
  const long = 'NotARealKey0123456789NotARealKey';
  const shapes: Readonly<Record<string, string>> = {
    'Google, standard': `AIza${long}`,
    'Google, new': `AQ.Not_Real-${long}`,
    'Google, access token': `ya29.a0Not-Real_${long}`,
    'Google, refresh token': `1//0g${long}-not_real`,
    'Google, client secret': 'GOCSPX-not_real-at-all',
    OpenAI: 'sk-not-real-key-1234',
    'OpenAI, project': `sk-proj-${long}`,
    OpenRouter: `sk-or-v1-${long.toLowerCase()}`,
    Anthropic: `sk-ant-api03-${long}`,
    xAI: `xai-${long}`,
    Groq: `gsk_${long}`,
    'Hugging Face': `hf_${long}`,
    GitHub: `ghp_${long}`,
    'GitHub, fine-grained': `github_pat_${long}`,
    AWS: 'AKIANOTAREALKEY12345',
    'a web token': 'eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.bm90LXJlYWw',
    'a web token that is cut': 'eyJhbGciOiJub25lIn0.eyJub3QiOi',
    'a private key': pem('RSA PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\n\n${long}\n`).trimEnd(),
    'a private key in JSON': pem('PRIVATE KEY', `${long}\n`).replaceAll('\n', '\\n'),
    'a private key that is cut': `${begin('PRIVATE KEY')}\n${long}`,
  };

  for (const [what, key] of Object.entries(shapes)) {
    it(`is taken out unknown: ${what}`, () => {
      for (const text of [key, `"${key}"`, `(${key})`, `The key:${key}`, `a=1&k=${key}`, `{"message":"bad ${key}"}`]) {
        const clean = redact(text);
        assert.ok(clean.includes('[key]'), clean);
        for (const part of [long, 'eyJub3Q', 'not_real', 'not-real', 'NOTAREAL'])
          assert.ok(!clean.includes(part), clean);
      }
    });
  }

  it('is taken out escaped as well', () => {
    for (const text of [
      '1%2F%2F0gNotRealAtAll',
      '1\\/\\/0gNotRealAtAll',
      'GOCSPX\\u002dnot-real',
      'sk&#45;not-real-key',
      'Bearer%20Not0Real',
    ]) {
      assert.equal(redact(`bad: ${text}.`), 'bad: [key].', text);
    }
  });

  it('is taken out where a name says so, and the name stays', () => {
    const rows: readonly (readonly [string, string])[] = [
      ['x-goog-api-key: not-real', 'x-goog-api-key: [key]'],
      ['X-Goog-Api-Key:not_real', 'X-Goog-Api-Key:[key]'],
      ['api-key=abcdef', 'api-key=[key]'],
      ['{"apiKey": "not real"}', '{"apiKey": "not real"}'],
      ['{"apiKey": "notreal"}', '{"apiKey": "[key]"}'],
      ['{"access_token":"abcdefgh","expires_in":3599}', '{"access_token":"[key]","expires_in":3599}'],
      ['{\\"refresh_token\\":\\"abcdefgh\\"}', '{\\"refresh_token\\":\\"[key]\\"}'],
      ['https://g.example/v1/models?key=abcdefgh&alt=json', 'https://g.example/v1/models?key=[key]&alt=json'],
      ['https://g.example/?a=1&amp;key=abcdefgh', 'https://g.example/?a=1&amp;key=[key]'],
      ['Authorization: Bearer abcdef', 'Authorization: [key]'],
      ['authorization: Basic bm90OnJlYWw9MQ==', 'authorization: [key]'],
      ['client_secret=not-real&grant_type=x', 'client_secret=[key]&grant_type=x'],
      ['http://me:not-real@proxy.example:8080/', 'http://me:[key]@proxy.example:8080/'],
    ];
    for (const [text, expected] of rows) assert.equal(redact(text), expected);
  });

  it('is no ordinary text', () => {
    const texts = [
      'The task-list is risk-free; ask-me, desk-top, disk-image-0123456789, sk-SK, sk-learn, a sk- b',
      'Request id: 3fa85f64-5717-4562-b3fc-2c963f66afa6, req_011CQ9notakey, gen-1732812345-AbCdEf',
      'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0bd822cd15d6c15b0f00a0',
      'API key not valid. Please pass a valid API key. [reason: API_KEY_INVALID]',
      'Your API key expired. Api key: missing. api-key: required, x-api-key: not given',
      'Bearer token required; Bearer authentication is needed; Bearer realm="x"; a bearer of news',
      'Basic authentication failed; Basic plan, basic understanding',
      'A key to the old door: a fox with a key=value pair? The password: none. FAQ.md, 1//2, 10//0',
      'gemini-3-pro-image-preview at https://generativelanguage.googleapis.com/v1beta/models?pageSize=5',
      'https://console.cloud.google.com/apis/library/aiplatform.googleapis.com?project=my-project-0123456789',
      'monkey: banana-split; hf_hub_download, npm_config_registry, pip install pypi-thing',
      'Quota exceeded for metric generate_requests_per_model_per_day, limit: 0, model: gemini-2.5-flash-image',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'ein Fuchs im Schnee, 狐狸在雪地里, лиса в снегу, 🦊',
    ];
    for (const text of texts) assert.equal(redact(text, [keys.plain, keys.openai, keys.pem]), text);
  });

  it('is taken out of what is redacted already without more harm', () => {
    const once = redact(
      `x-api-key: ${keys.plain}, Bearer ${keys.openai}, ${JSON.stringify(keys.pem)}`,
      Object.values(keys),
    );
    assert.equal(redact(once, Object.values(keys)), once);
  });
});

describe('an address', () => {
  it('holds a key of ours in any form, but what a service signs its addresses with is none', () => {
    const key = keys.openai;
    for (const query of [
      key,
      encodeURIComponent(key),
      base64(`x:${key}`),
      'AIzaNotReal0',
      'sk-not-real-1234',
      'ya29.notreal',
    ]) {
      assert.ok(holdsKey(`https://p.example/a.png?k=${query}`, [key]), query);
    }
    const signed = [
      'X-Amz-Credential=AKIANOTAREALKEY12345%2F20261128%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=0123abcd',
      'X-Goog-Signature=0123456789abcdef',
      'token=eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.bm90LXJlYWw',
      'sig=abc%2Fdef%3D&se=2026-11-28',
      'key=picture-1',
    ];
    for (const query of signed) assert.ok(!holdsKey(`https://p.example/a.png?${query}`, [key]), query);
  });
});

describe('a list of keys', () => {
  it('is looked at anew where it has changed, for the same text too', () => {
    const secrets = [keys.plain];
    const text = `${keys.plain} and ${keys.short} and ${base64(keys.openai)}`;
    assert.ok(redact(text, secrets).includes(keys.short));
    secrets.push(keys.short, keys.openai);
    const clean = redact(text, secrets);
    assert.ok(!clean.includes(keys.short) && !clean.includes(base64(keys.openai).slice(8, 24)), clean);
    secrets[0] = 'another-key-not-real';
    assert.ok(redact(text, secrets).includes(keys.plain));
  });
});

describe('a text in which a key is looked for', () => {
  it('is the same with its places and without', () => {
    const texts = [
      ...[
        '',
        'Plain_Words-with/SIGNS+ and\ttabs\r\n',
        'A\u00a0B\u200bC',
        '\u0000\u007f\u000b\u000cx',
        'Straße İ K Ａ',
        '键-_Key',
      ],
      ...Array.from({ length: 0x3001 }, (_, code) => `Ab-${String.fromCharCode(code)}_Z`),
    ];
    for (const text of texts) assert.equal(canonical(text), canonicalView({ text, places: undefined }).text);
  });
});
