import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Credential } from '../../../src/core/services/route';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/providers/transport/httpClient';
import { askOver, pixel } from './onTheWire';

const secret = 'Not-A-Real+Secret/0123456789_abcdefghijk';
const key: Credential = { kind: 'key', key: secret };
const login: Credential = {
  kind: 'google',
  json: { type: 'authorized_user', client_id: 'x', client_secret: 'not-a-real-client', refresh_token: secret },
};

const routes: readonly (readonly [Readonly<Record<string, string>>, Credential])[] = [
  [{ preset: 'google-ai-studio' }, key],
  [{ preset: 'gemini-compatible', baseUrl: 'https://g.example' }, key],
  [{ preset: 'apiyi' }, key],
  [{ preset: 'apiyi', wire: 'chat' }, key],
  [{ preset: 'openrouter' }, key],
  [{ preset: 'openai-compatible', baseUrl: 'https://o.example/v1', wire: 'images' }, key],
  [
    { preset: 'vertex-ai', project: 'p' },
    { kind: 'accessToken', token: secret },
  ],
  [{ preset: 'vertex-ai', project: 'p' }, login],
];

/** The same secret as a service may write it. */
const echoes: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => Buffer.from(`user:${text}`).toString('base64'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => text.replace(/[^a-z0-9]/gi, (sign) => `&#${sign.charCodeAt(0)};`),
  (text) => text.replace(/[^a-z0-9]/gi, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) => `${text.slice(0, 12)}\n${text.slice(12)}`,
];

/** What must not be found in any text: parts that each of the forms has. */
const parts = [secret, ...echoes.map((echo) => echo(secret))].map((form) => form.slice(6, 20));

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    status,
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    body: (async function* () {
      yield bytes;
    })(),
  };
}

/** Google gives the secret as its token, so that it is that which every request carries. */
function over(service: (request: HttpRequest) => HttpResponse): HttpClient {
  return async (request) => {
    request.onSent();
    if (request.url.host !== 'oauth2.googleapis.com') return service(request);
    return answer(200, { access_token: secret, expires_in: 3600, token_type: 'Bearer' });
  };
}

function assertNothingOf(told: readonly unknown[]): void {
  const text = inspect(told, { depth: 20, maxStringLength: null, maxArrayLength: null });
  for (const part of parts) assert.ok(!text.includes(part), `${part} in ${text.slice(0, 3_000)}`);
  assert.match(text, /\[key\]/);
}

describe('a key that a service echoes', () => {
  for (const [entry, credential] of routes) {
    const name = `${entry['preset']} (${entry['wire'] ?? 'its first wire'}, ${credential.kind})`;

    it(`is in no failure and no line of the log: ${name}`, async () => {
      for (const echo of echoes) {
        const said = `The key ${echo(secret)} is not known`;
        const lines: string[] = [];
        const http = over(() => answer(400, { error: { message: said, code: said } }, { 'x-request-id': 'r-1' }));
        const failed = await askOver(http, entry, { credential, trace: (line) => lines.push(line) }).catch(
          (error: unknown) => error,
        );
        assert.ok(failed instanceof Error && lines.length === 1);
        assertNothingOf([failed, failed.message, lines]);
      }
    });

    it(`is in no error of the network: ${name}`, async () => {
      for (const echo of echoes) {
        const http = over(() => {
          throw Object.assign(new Error(`refused with ${echo(secret)}`), {
            code: 'ECONNRESET',
            cause: new Error(echo(secret)),
          });
        });
        const failed = await askOver(http, entry, { credential }).catch((error: unknown) => error);
        assertNothingOf([failed]);
      }
    });
  }

  it('nor the prompt is in the log, where a service says it again', async () => {
    const prompt = 'a red fox that jumps over a fence, "high" & far';
    const lines: string[] = [];
    const http = over(() => answer(400, { error: { message: `Blocked: ${prompt}`, input: { prompt } } }));
    const wanted = { credential: key, request: { prompt }, trace: (line: string) => lines.push(line) };
    await assert.rejects(askOver(http, { preset: 'apiyi' }, wanted));
    assert.match(lines.join(), /Blocked: \[prompt\]/);
    assert.doesNotMatch(lines.join(), /red fox|fence/);
  });

  it('is not in the words beside a picture', async () => {
    for (const echo of echoes) {
      const content = {
        parts: [
          { text: `with ${echo(secret)}` },
          { inlineData: { mimeType: 'image/png', data: pixel.toString('base64') } },
        ],
      };
      const http = over(() => answer(200, { candidates: [{ content }] }));
      const { text, warnings } = await askOver(http, { preset: 'google-ai-studio' }, { credential: key });
      assertNothingOf([text, warnings]);
    }
  });
});
