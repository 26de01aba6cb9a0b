import assert from 'node:assert/strict';
import { detail, failureOf, google } from '../support';

const limited = (message: string, retryDelay?: unknown): unknown =>
  google(429, 'RESOURCE_EXHAUSTED', message, retryDelay === undefined ? [] : [detail('RetryInfo', { retryDelay })]);

async function waitOf(body: unknown, headers: Record<string, string> = {}, status = 429): Promise<number | undefined> {
  return (await failureOf({ status, body, headers })).retryAfterMs;
}

describe('The time to wait', () => {
  const delays: [unknown, number | undefined][] = [
    ['34s', 34_000],
    ['34.5s', 34_500],
    ['0.25s', 250],
    ['1m20s', 80_000],
    [{ seconds: '12', nanos: 500_000_000 }, 12_500],
    [{ seconds: 3 }, 3000],
    ['0s', undefined],
    ['soon', undefined],
    [null, undefined],
    ['900s', 900_000],
  ];
  for (const [delay, ms] of delays) {
    it(`is read from a RetryInfo of ${JSON.stringify(delay)}`, async () => {
      assert.equal(await waitOf(limited('Too many.', delay)), ms);
    });
  }

  const headers: [Record<string, string>, number | undefined][] = [
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': ' 7.5 ' }, 7500],
    [{ 'retry-after': '30s' }, 30_000],
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
    [{ 'retry-after': '0' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'never' }, undefined],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, undefined],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:40 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 40_000],
  ];
  for (const [header, ms] of headers) {
    it(`is read from the headers ${JSON.stringify(header)}`, async () => {
      assert.equal(await waitOf(limited('Too many.'), header), ms);
    });
  }

  it('is read from a header with a date to come', async () => {
    const ms = await waitOf(limited('Too many.'), { 'retry-after': new Date(Date.now() + 600_000).toUTCString() });
    assert.ok(ms !== undefined && ms > 500_000 && ms <= 600_000);
  });

  const words: [string, number | undefined][] = [
    ['Please retry in 21.07s.', 21_070],
    ['Not so fast: try again after 12.75 seconds.', 12_750],
    ['Please try again in 1m20s.', 80_000],
    ['Please try again in 7m12s. Visit the page.', 432_000],
    ['Please try again in 120ms.', 120],
    ['Try again in 2 minutes', 120_000],
    ['Please wait 60 seconds before the next one.', 60_000],
    ['Retry after 0.25 hours', 900_000],
    ['Try again in 1 minute and 5 seconds.', 65_000],
    ['请求过于频繁，请 30 秒后重试', 30_000],
    ['请在2分钟后再试', 120_000],
    ['Too many requests: 5 per 20 seconds', undefined],
    ['Please try again later.', undefined],
  ];
  for (const [message, ms] of words) {
    it(`is read from “${message}”`, async () => assert.equal(await waitOf(limited(message)), ms));
  }

  it('is the first that is there: RetryInfo, header, words', async () => {
    const all = limited('Retry in 3s.', '1s');
    assert.equal(await waitOf(all, { 'retry-after': '2' }), 1000);
    assert.equal(await waitOf(limited('Retry in 3s.'), { 'retry-after': '2' }), 2000);
  });

  it('is told without words and by a page, too', async () => {
    assert.equal(await waitOf('', { 'retry-after': '20' }, 503), 20_000);
    assert.equal(await waitOf('<html></html>', { 'retry-after': '20' }, 503), 20_000);
  });

  it('is read from an inner error', async () => {
    const raw = JSON.stringify(limited('Too many.', '9s'));
    assert.equal(await waitOf({ error: { message: 'Provider returned error', code: 429, metadata: { raw } } }), 9000);
  });

  it('does not stand beside a quota', async () => {
    assert.equal(
      await waitOf(limited('Quota exceeded, limit: 0. Retry in 3s.', '1s'), { 'retry-after': '2' }),
      undefined,
    );
  });
});
