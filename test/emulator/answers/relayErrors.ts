import { randomUUID } from 'node:crypto';
import type { ErrorFacts, ErrorName } from './errors';
import type { Reply } from '../reply';
import { htmlReply, jsonReply } from '../reply';

function relay(status: number, message: string, code: string | null, param = ''): Reply {
  const id = randomUUID().replaceAll('-', '');
  const error = { message: `${message} (request id: ${id})`, type: 'new_api_error', param, code };
  return jsonReply(status, { error }, { 'x-request-id': id });
}

/** Statuses and codes are those of the new-api family; the sentences are the emulator's own. */
export const relayErrors: Readonly<Record<ErrorName, (facts: ErrorFacts) => Reply>> = {
  badKey: () => relay(401, 'This token is invalid.', 'invalid_api_key'),
  noKey: () => relay(401, 'No token was sent.', null),
  bearerKey: () => relay(401, 'This token is invalid.', 'invalid_api_key'),
  expiredKey: () => relay(401, 'This token has expired.', null),
  leakedKey: () => relay(401, 'This token was reported as leaked.', null),
  restrictedKey: ({ modelId = '' }) => relay(403, `This token may not use model ${modelId}.`, 'access_denied'),
  suspended: () => relay(403, 'This user has been banned.', 'access_denied'),
  region: () => relay(451, 'Not served in your region.', 'access_denied'),
  apiDisabled: () => relay(403, 'This account is suspended.', 'access_denied'),
  billingDisabled: () => relay(403, 'This account is suspended.', 'access_denied'),
  noPermission: ({ modelId = '' }) => relay(403, `This token may not use model ${modelId}.`, 'access_denied'),
  wrongProject: () => relay(403, 'This token is bound to another address.', 'access_denied'),
  credit: () => relay(403, 'The balance of this user is not enough.', 'insufficient_user_quota'),
  freeTier: () => relay(403, 'Trial accounts have no pictures; the balance is not enough.', 'insufficient_user_quota'),
  dailyQuota: () => relay(429, 'Requests per day are used up, limit: 250 per day.', 'rate_limit_exceeded'),
  rateLimit: ({ retryAfterSeconds = 7 }) => {
    const reply = relay(429, 'Too many requests.', 'rate_limit_exceeded');
    return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
  },
  overloaded: () => relay(503, 'The upstream service is overloaded.', 'bad_response_status_code', '503'),
  internal: () => relay(500, 'The upstream answer could not be read.', 'do_request_failed'),
  gatewayTimeout: () => htmlReply(524, '524: A timeout occurred'),
  unknownModel: ({ modelId = '' }) =>
    relay(503, `No available channel for model ${modelId} under group default.`, 'model_not_found'),
  closedModel: ({ modelId = '' }) =>
    relay(503, `No available channel for model ${modelId} under group default.`, 'model_not_found'),
  badOption: ({ what = 'An option is invalid.' }) => relay(400, what, 'invalid_request'),
  sensitiveWords: () => relay(500, 'The prompt was stopped by a word list.', 'sensitive_words_detected'),
  unknownPath: ({ what = 'POST /v1' }) =>
    jsonReply(404, { error: { message: `Invalid URL (${what})`, type: 'invalid_request_error', param: '', code: '' } }),
};
