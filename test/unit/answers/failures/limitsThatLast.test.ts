import assert from 'node:assert/strict';
import { detail, failureOf, google } from '../support';

const hour = 3_600_000;

async function limitOf(given: { status?: number; body: unknown; headers?: Record<string, string> }) {
  const { kind, liftsInMs, retryAfterMs } = await failureOf({ status: 429, ...given });
  return { kind, liftsInMs, retryAfterMs };
}

const said = (message: string, more: Record<string, unknown> = {}): unknown => ({ error: { message, ...more } });
const inFuture = (ms: number): string => new Date(Date.now() + ms).toISOString();

describe('A limit that lasts', () => {
  const rows: Record<string, { status?: number; body: unknown; headers?: Record<string, string> }> = {
    'in RetryInfo': {
      body: google(429, 'RESOURCE_EXHAUSTED', 'Too many.', [detail('RetryInfo', { retryDelay: '7200s' })]),
    },
    'in a header': { body: said('Too many requests'), headers: { 'retry-after': '5400' } },
    'in a header with a date': {
      body: said('Slow down'),
      headers: { 'retry-after': new Date(Date.now() + 2 * hour).toUTCString() },
    },
    'in metadata': {
      body: google(429, 'RESOURCE_EXHAUSTED', 'Too many.', [
        detail('ErrorInfo', { metadata: { quotaResetDelay: '3h2m1.5s' } }),
      ]),
    },
    'in a field of its own, in seconds': { body: said('Rate limit', { retry_after: 4000 }) },
    'in a field of its own, in milliseconds': { body: said('Rate limit', { retry_after_ms: 4_000_000 }) },
    'in a field of its own, in minutes': { body: said('Rate limit', { retryAfterMinutes: 90 }) },
    'in a field of its own, in hours': { body: said('Rate limit', { reset_in_hours: '6' }) },
    'as a moment in seconds': { body: said('Rate limit', { resets_at: Math.round(Date.now() / 1000) + 7200 }) },
    'as a moment in milliseconds': {
      body: said('Rate limit', { metadata: { headers: { 'X-RateLimit-Reset': String(Date.now() + 3 * hour) } } }),
    },
    'as a date': { body: said('Rate limit', { next_available: inFuture(5 * hour) }) },
    'as an ISO duration': { body: said('Rate limit', { wait: 'PT2H' }) },
    'as words in a field': { body: said('Rate limit', { retry_in: '2 hours' }) },
    'beside the error': { body: { error: 'Rate limit', resetTime: inFuture(26 * hour) } },
    'in words': { body: said('Rate limit reached. It resets in 5h41m12s.') },
    'in other words': { body: said('You reached the limit, please wait 3 hours and 20 minutes.') },
    'in days': { body: said('Request limit exceeded, try again in 2 days.') },
    'as a ban': { body: said('Too many requests: you are blocked for 24 hours') },
    'as a window': { body: said('You sent more than 100 requests in the last 24 hours.') },
    'in Chinese': { body: said('请求过于频繁，请 6 小时后再试') },
    'in Chinese, as a window': { body: said('24小时内请求次数已达上限') },
    'in German': { body: said('Rate limit: bitte in 5 Stunden erneut versuchen') },
    'in Russian': { body: said('Rate limit. Попробуйте через 12 часов.') },
    'until tomorrow': { body: said('Rate limit reached, try again tomorrow.') },
    'until tomorrow, in Chinese': { body: said('请求次数已达上限，请明天再试') },
    'as a moment in words': { body: said(`Blocked until ${inFuture(6 * hour)}`) },
    'as an HTTP date in words': {
      body: said(`Next request allowed at ${new Date(Date.now() + 6 * hour).toUTCString()}`),
    },
    'as seconds since 1970 in words': { body: said(`Limit reached|${Math.round(Date.now() / 1000) + 7200}`) },
    'as parts': { body: said('Rate limit', { retryAfter: { hours: 3 } }) },
    'in a field of a field': { body: said('Rate limit', { details: { reset: { in_seconds: 9000 } } }) },
    'as words in a field of a field': { body: said('Rate limit', { retry: { after: '3h' } }) },
    'as a clock': { body: said('Rate limit', { wait_time: '03:00:00' }) },
    'as a ban in a field': { body: said('Rate limit', { banned_for_minutes: 600 }) },
    'as an end': { body: said('Rate limit', { expires_at: inFuture(6 * hour) }) },
    'as what is left': { body: said('Rate limit', { seconds_remaining: 9000 }) },
    'as its window': { body: { message: 'Too many requests', window: 'day' } },
    'in a header of a window': {
      body: said('Too many requests'),
      headers: { 'x-ratelimit-reset': String(Date.now() + 3 * hour) },
    },
    'in the header of the window that is used up': {
      body: said('Too many requests'),
      headers: { 'x-ratelimit-reset-requests': '3h20m0s', 'x-ratelimit-remaining-requests': '0' },
    },
    'under another code': {
      status: 503,
      body: said('Usage limit reached, it resets in 4 hours', { code: 'overloaded' }),
    },
    'under 403': { status: 403, body: said('Your quota is used up. It resets in 4 hours.') },
    'under 200': { status: 200, body: said('Rate limit exceeded', { retry_after: 7200 }) },
    'with a code for it': { body: said('No.', { code: 'QUOTA_EXHAUSTED' }) },
  };
  for (const [where, given] of Object.entries(rows)) {
    it(`is a quota when it is told ${where}`, async () => {
      const { kind, retryAfterMs } = await limitOf(given);
      assert.deepEqual([kind, retryAfterMs], ['quota', undefined]);
    });
  }

  it('tells when it lifts', async () => {
    const { liftsInMs } = await limitOf({ body: said('Rate limit reached. It resets in 5h30m.') });
    assert.equal(liftsInMs, 5.5 * hour);
  });
});

describe('A limit that lifts soon', () => {
  const rows: Record<string, { status?: number; body: unknown; headers?: Record<string, string> }> = {
    'a minute': { body: said('Rate limit reached, try again in 1 minute') },
    'ten minutes in a field': { body: said('Rate limit', { retry_after: 600 }) },
    'a minute, with a code of a quota': { body: said('Your quota will reset after 45s.', { code: 'QUOTA_EXHAUSTED' }) },
    'seconds, with a window of a minute': { body: said('Limit: 10 requests per 60 seconds. Retry after 12 seconds.') },
    'nothing told': { body: said('Too many requests') },
    'a number that is no time': {
      body: said('Too many requests', { retries: 90_000, retry_count: 7200, retryable: true }),
    },
    'a moment that is past': { body: said('Rate limit', { reset_at: '2020-01-01T00:00:00Z' }) },
    'the renewal of a plan beside it': {
      body: said('Too many requests', { retry_after: 20, plan_renews_at: inFuture(500 * hour) }),
    },
    'a window that is not used up': {
      body: said('Too many requests'),
      headers: {
        ...{ 'x-ratelimit-reset-requests': '23h0m0s', 'x-ratelimit-remaining-requests': '199' },
        ...{ 'x-ratelimit-reset-tokens': '12s', 'x-ratelimit-remaining-tokens': '0' },
      },
    },
    'a moment that comes soon, in words': { body: said(`Retry at ${inFuture(hour / 60)}`) },
    'days in which somebody answers': { body: said('Too many requests. Sales will respond in 2 days.') },
    'a model’s name with a number': { body: said('Rate limit for model d-24 of group h-7') },
  };
  for (const [what, given] of Object.entries(rows)) {
    it(`is a rate limit: ${what}`, async () => {
      assert.equal((await limitOf(given)).kind, 'rateLimit');
    });
  }

  it('asks for no wait that no number tells', async () => {
    for (const text of [
      'Wait a few minutes and try again.',
      'Please wait a minute.',
      'Try again in several seconds.',
    ]) {
      assert.equal((await limitOf({ body: said(text) })).retryAfterMs, undefined);
    }
    assert.equal((await limitOf({ body: said('Retry in two minutes.') })).retryAfterMs, 120_000);
  });

  it('is about the request where that is blamed', async () => {
    for (const text of ['The prompt exceeded the token limit.', 'The file size limit was exceeded.']) {
      assert.equal((await failureOf({ status: 400, body: said(text) })).kind, 'badRequest');
    }
  });
});
