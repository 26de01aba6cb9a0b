import assert from 'node:assert/strict';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { createGoogleHeaders } from '../../../src/providers/credentials/googleToken';
import { createTransport } from '../../../src/providers/transport/transport';
import { VirtualClock } from '../../harness/virtualClock';
import type { HttpClient } from '../../../src/providers/transport/httpClient';
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
      const clock = new VirtualClock({ elapsed: 100 });
      const http: HttpClient = async ({ onSent }) => {
        onSent();
        clock.pass(waitMs);
        return { status: 502, headers: new Headers(), body: bodyOf('') };
      };
      const asked = askOver(http, { preset: 'google-ai-studio' }, {}, { clock });
      const failure: unknown = await asked.catch((error: unknown) => error);
      assert.ok(failure instanceof GenerationFailure);
      assert.deepEqual([failure.kind, failure.charge], ['server', charge]);
    });
  }
});

describe('a token of Google’s', () => {
  const login = { type: 'authorized_user', client_id: 'a', client_secret: 'b', refresh_token: 'c' };

  function start() {
    const clock = new VirtualClock({ now: Date.now(), elapsed: 5 });
    let fetched = 0;
    const http: HttpClient = async ({ onSent }) => {
      onSent();
      fetched += 1;
      const body = JSON.stringify({ access_token: `token-${fetched}`, expires_in: 3_600, token_type: 'Bearer' });
      return { status: 200, headers: new Headers({ 'content-type': 'application/json' }), body: bodyOf(body) };
    };
    const headers = createGoogleHeaders(createTransport(http), clock);
    const token = async (): Promise<unknown> => (await headers(login, signal))['authorization'];
    return { clock, token };
  }

  it('is kept until shortly before its end', async () => {
    const { clock, token } = start();
    assert.equal(await token(), 'Bearer token-1');
    clock.pass(3_200_000);
    assert.equal(await token(), 'Bearer token-1');
    clock.pass(100_000);
    assert.equal(await token(), 'Bearer token-2');
  });

  it('is not used beyond its end when the wall clock was set back', async () => {
    const { clock, token } = start();
    await token();
    clock.setWall(-day);
    clock.pass(3_600_000);
    assert.equal(await token(), 'Bearer token-2');
  });

  it('is not used beyond its end when the machine slept, and its steady clock with it', async () => {
    const { clock, token } = start();
    await token();
    clock.setWall(3_600_000);
    assert.equal(await token(), 'Bearer token-2');
  });
});
