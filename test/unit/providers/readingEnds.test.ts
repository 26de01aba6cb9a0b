import assert from 'node:assert/strict';
import { GenerationFailure } from '../../../src/core/failures/failure';
import type { AnswerReader } from '../../../src/answers/readContext';
import type { HttpClient } from '../../../src/providers/transport/httpClient';
import { testReader } from '../../harness/answers';
import { askOver, base64 } from './onTheWire';

const answer = { candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data: base64 } }] } }] };

const http: HttpClient = async (request) => {
  request.onSent();
  const body = (async function* () {
    yield Buffer.from(JSON.stringify(answer));
  })();
  return { status: 200, headers: new Headers(), body };
};

describe('an answer that has come and is being read', () => {
  /** Cancels while it reads. */
  function cancelled(read: (stop: AbortController) => Promise<never> | undefined) {
    const stop = new AbortController();
    const reader: AnswerReader = {
      ...testReader,
      read: async (...given) => {
        stop.abort();
        await read(stop);
        return testReader.read(...given);
      },
    };
    return askOver(http, { preset: 'google-ai-studio' }, { reader, signal: stop.signal });
  }

  it('is not thrown away by a cancel: it is paid for', async () => {
    const { images } = await cancelled(() => undefined);
    assert.equal(images.length, 1);
  });

  it('ends as cancelled where its reading is given up', async () => {
    const failure = await cancelled((stop) => Promise.reject(stop.signal.reason as Error)).then(
      () => assert.fail(),
      (error: unknown) => error,
    );
    assert.ok(failure instanceof GenerationFailure);
    assert.deepEqual([failure.kind, failure.charge], ['cancelled', 'unknown']);
  });
});
