import type { Verdict } from '../verdict';
import { keyWords, originWords, setupWords } from './accessWords';
import { anyLimitWords, dayLimitWords, longLimitWords, rateLimitWords } from './limitWords';
import { channelWords, modelWords } from './modelWords';
import { moneyAdvice, moneyWords } from './moneyWords';
import { addressWords, regionWords } from './placeWords';
import { refusalWords, refusesPrompt, wordListWords } from './refusalWords';
import { badRequestWords, conversionWords, tooLargeWords } from './requestWords';

/** Forms of words, and what they come to. `unless`: statuses that say more than such words do. */
type Row = readonly [verdict: Verdict, words: readonly RegExp[], unless?: (status: number) => boolean];

const blamesRequest = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 499;
const blamesBody = (status: number): boolean => [400, 413, 415, 422].includes(status);
const saysMore = (status: number): boolean => [401, 402, 403, 404, 429].includes(status);

/** How a relay calls itself saturated, in the words of one-api and new-api. */
export const saturated = /负载已?饱和|負載已?飽和|upstream load is saturated|upstream[^.]{0,40}saturated/i;

/**
 * What the words of an error say, the first row that fits. Services change codes more often than words, and relays put any
 * code beside another service's words. The order matters: an earlier row is the more special one.
 */
const rows: readonly Row[] = [
  [{ kind: 'model' }, channelWords],
  [{ kind: 'badRequest', routeOnly: true }, tooLargeWords],
  [{ kind: 'rateLimit' }, [/too many requests\b/i]],
  [{ kind: 'setup' }, originWords],
  [{ kind: 'refused', blockedBy: 'relay' }, wordListWords],
  [{ kind: 'refused' }, refusalWords],
  [{ kind: 'region' }, regionWords],
  // OpenRouter names the month's limit of the key as the way out of its lack of money
  [{ kind: 'credit' }, [/\brequires more credits\b/i]],
  [{ kind: 'quota', quotaPeriod: 'never' }, longLimitWords],
  [{ kind: 'quota', quotaPeriod: 'day' }, dayLimitWords],
  [{ kind: 'credit' }, moneyWords],
  [{ kind: 'auth' }, keyWords],
  [{ kind: 'setup' }, setupWords],
  [{ kind: 'badResponse', reason: 'noSuchAddress' }, addressWords],
  // a model that is there and busy
  [
    { kind: 'overloaded' },
    [
      /\bmodels?\b[^.]{0,80}\b(?:temporarily|momentarily)\b/i,
      /\bno (?:healthy )?deployments? available\b|\bno healthy (?:deployments?|upstreams?)\b/i, // LiteLLM's are cooling down
      /\bmodels?\b[^.]{0,80}\bunavailable\b[^]{0,20}\b(?:try again|retry)\b/i,
      /\bmodels?\b[^.]{0,60}\b(?:is|are) (?:currently )?(?:overloaded|busy|at capacity)\b/i,
    ],
  ],
  [{ kind: 'model' }, modelWords],
  [{ kind: 'rateLimit' }, rateLimitWords],
  [{ kind: 'rateLimit' }, anyLimitWords, blamesBody],
  [{ kind: 'credit' }, moneyAdvice],
  [
    { kind: 'overloaded' },
    [
      /overload/i,
      /high demand/i,
      /at capacity/i,
      /no capacity/i,
      /out of capacity/i,
      /capacity (?:is )?(?:exceeded|exhausted|reached|available)/i,
      /server is busy/i,
      /too busy/i,
      /high load/i,
      /繁忙/i,
      /过载/i,
      /過載/i,
      /负载/i,
      /負載/i,
      /算力不足/i,
    ],
  ],
  [
    { kind: 'timeout' },
    [
      /deadline (?:has )?(?:expired|exceeded)/i,
      /timed[ -]?out/i,
      /time-?out/i,
      /超时/i,
      /逾時/i,
      /response time exceeded/i,
    ],
    blamesRequest,
  ],
  [{ kind: 'badRequest', routeOnly: true }, conversionWords, saysMore],
  [{ kind: 'badRequest' }, badRequestWords, saysMore],
  [
    { kind: 'server' },
    [
      /internal (?:server )?error/i,
      /server (?:had|has) an error/i,
      /upstream (?:service|error)/i,
      /bad gateway/i,
      /数据库错误/i,
      /服务器(?:内部)?错误/i,
      /内部错误/i,
      /系统错误/i,
    ],
  ],
];

const longestRead = 4000;

/** Statuses under which an error may be a refusal in words of its own. */
const mayRefuse = (status: number): boolean => status < 400 || [400, 403, 422].includes(status);

/** What an error's words say beside a status (200 if there is none); undefined if they name no kind. */
export function verdictOfWords(message: string, status: number): Verdict | undefined {
  const text = message.slice(0, longestRead);
  const row = rows.find(([, words, unless]) => !unless?.(status) && words.some((form) => form.test(text)));
  if (row) return row[0];
  return mayRefuse(status) && refusesPrompt(text) ? { kind: 'refused' } : undefined;
}
