import assert from 'node:assert/strict';
import { GenerationFailure } from '../../../src/core/failure';
import { createGoogleHeaders } from '../../../src/providers/googleToken';
import { createTransport } from '../../../src/providers/transport';
import type { Edge } from '../../../src/providers/transport/edge';
import { askOver } from './onTheWire';

const day = 86_400_000;
const signal = new AbortController().signal;

async function* bodyOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text);
}

describe('an empty 502', () => {
  for (const [what, waitMs, charge] of [
    ['long after sending may have been paid', 31_000, 'unknown'],
    ['soon after sending was free', 29_000, 'none'],
  ] as const) {
    it(`that comes ${what}, whatever the wall clock says`, async () => {
      const clock = { passed: 100, elapsed: () => clock.passed };
      const edge: Edge = async ({ onSent }) => {
        onSent();
        clock.passed += waitMs;
        return { status: 502, headers: new Headers(), body: bodyOf('') };
      };
      const asked = askOver(edge, { preset: 'google-ai-studio' }, {}, { clock });
      const failure: unknown = await asked.catch((error: unknown) => error);
      assert.ok(failure instanceof GenerationFailure);
      assert.deepEqual([failure.kind, failure.charge], ['server', charge]);
    });
  }
});

describe('a token of Google’s', () => {
  const login = { type: 'authorized_user', client_id: 'a', client_secret: 'b', refresh_token: 'c' };

  function start() {
    const clock = { wall: Date.now(), passed: 5, now: () => clock.wall, elapsed: () => clock.passed };
    let fetched = 0;
    const edge: Edge = async ({ onSent }) => {
      onSent();
      fetched += 1;
      const body = JSON.stringify({ access_token: `token-${fetched}`, expires_in: 3_600, token_type: 'Bearer' });
      return { status: 200, headers: new Headers({ 'content-type': 'application/json' }), body: bodyOf(body) };
    };
    const headers = createGoogleHeaders(createTransport(edge), clock);
    const token = async (): Promise<unknown> => (await headers(login, signal))['authorization'];
    return { clock, token };
  }

  it('is kept until shortly before its end', async () => {
    const { clock, token } = start();
    assert.equal(await token(), 'Bearer token-1');
    clock.wall += 3_200_000;
    clock.passed += 3_200_000;
    assert.equal(await token(), 'Bearer token-1');
    clock.wall += 100_000;
    clock.passed += 100_000;
    assert.equal(await token(), 'Bearer token-2');
  });

  it('is not used beyond its end when the wall clock was set back', async () => {
    const { clock, token } = start();
    await token();
    clock.wall -= day;
    clock.passed += 3_600_000;
    assert.equal(await token(), 'Bearer token-2');
  });

  it('is not used beyond its end when the machine slept, and its steady clock with it', async () => {
    const { clock, token } = start();
    await token();
    clock.wall += 3_600_000;
    assert.equal(await token(), 'Bearer token-2');
  });
});
