import { keyWords, originWords, setupWords } from './accessWords';
import type { Classification } from './classification';
import { anyLimitWords, dayLimitWords, longLimitWords, rateLimitWords } from './limitWords';
import { channelWords, modelWords } from './modelWords';
import { moneyAdvice, moneyWords } from './moneyWords';
import { addressWords, regionWords } from './placeWords';
import { refusalWords, refusesPrompt, wordListWords } from './refusalWords';
import { badRequestWords, conversionWords, tooLargeWords } from './requestWords';

/** Forms of words, and what they come to. `unless`: statuses that say more than such words do. */
type Row = readonly [classification: Classification, words: readonly RegExp[], unless?: (status: number) => boolean];

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
      /\bmodels?\b[^.]{0,80}\b(?:temporarily|momentarily)\b/i, // made up
      /\bno (?:healthy )?deployments? available\b/i, // LiteLLM's are cooling down
      /\bno healthy (?:deployments?|upstreams?)\b/i, // LiteLLM's are cooling down
      /\bmodels?\b[^.]{0,80}\bunavailable\b[^]{0,20}\b(?:try again|retry)\b/i, // made up
      /\bmodels?\b[^.]{0,60}\b(?:is|are) (?:currently )?(?:overloaded|busy|at capacity)\b/i, // Google, through a relay: 503
    ],
  ],
  [{ kind: 'model' }, modelWords],
  [{ kind: 'rateLimit' }, rateLimitWords],
  [{ kind: 'rateLimit' }, anyLimitWords, blamesBody],
  [{ kind: 'credit' }, moneyAdvice],
  [
    { kind: 'overloaded' },
    [
      /overload/i, // a relay's 429
      /high demand/i, // Google 503
      /at capacity/i, // made up
      /no capacity/i, // made up
      /out of capacity/i, // made up
      /capacity (?:is )?(?:exceeded|exhausted|reached|available)/i, // made up
      /server is busy/i, // made up
      /too busy/i, // made up
      /high load/i, // made up
      /繁忙/i, // made up, in Chinese
      /过载/i, // made up, in Chinese
      /過載/i, // made up, in Chinese
      /负载/i, // a relay's 429
      /負載/i, // made up, in Chinese
      /算力不足/i, // made up, in Chinese
    ],
  ],
  [
    { kind: 'timeout' },
    [
      /deadline (?:has )?(?:expired|exceeded)/i, // Google 504
      /timed[ -]?out/i, // made up
      /time-?out/i, // Cloudflare 524
      /超时/i, // made up, in Chinese
      /逾時/i, // made up, in Chinese
      /response time exceeded/i, // made up
    ],
    blamesRequest,
  ],
  [{ kind: 'badRequest', routeOnly: true }, conversionWords, saysMore],
  [{ kind: 'badRequest' }, badRequestWords, saysMore],
  [
    { kind: 'server' },
    [
      /internal (?:server )?error/i, // Google 500
      /server (?:had|has) an error/i, // OpenAI 500
      /upstream (?:service|error)/i, // a relay's 502
      /bad gateway/i, // a relay's 502
      /数据库错误/i, // made up, in Chinese
      /服务器(?:内部)?错误/i, // made up, in Chinese
      /内部错误/i, // made up, in Chinese
      /系统错误/i, // made up, in Chinese
    ],
  ],
];

const longestRead = 4000;

/** Statuses under which an error may be a refusal in words of its own. */
const mayRefuse = (status: number): boolean => status < 400 || [400, 403, 422].includes(status);

/** What an error's words say beside a status (200 if there is none); undefined if they name no kind. */
export function classifyMessage(message: string, status: number): Classification | undefined {
  const text = message.slice(0, longestRead);
  const row = rows.find(([, words, unless]) => !unless?.(status) && words.some((form) => form.test(text)));
  if (row) return row[0];
  return mayRefuse(status) && refusesPrompt(text) ? { kind: 'refused' } : undefined;
}
