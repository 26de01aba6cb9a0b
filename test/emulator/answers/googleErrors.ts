import type { ErrorFacts, ErrorName } from './errors';
import type { ServiceKind } from '../options';
import type { Reply } from '../reply';
import { htmlReply, jsonReply } from '../reply';

function google(code: number, status: string, message: string, details?: readonly object[]): Reply {
  return jsonReply(code, { error: { code, message, status, ...(details ? { details } : {}) } });
}

function info(reason: string, metadata: Readonly<Record<string, string>> = {}): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}

function retryIn(seconds: number): object {
  return { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` };
}

function quota(quotaId: string, quotaValue?: string): object {
  const violation = {
    quotaMetric: 'generativelanguage.googleapis.com/generate_requests_per_model',
    quotaId,
    ...(quotaValue ? { quotaValue } : {}),
  };
  return { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [violation] };
}

function serviceName(kind: ServiceKind): string {
  return kind === 'vertex' ? 'aiplatform.googleapis.com' : 'generativelanguage.googleapis.com';
}

function activationUrl(kind: ServiceKind, project: string): string {
  return `https://console.developers.google.com/apis/api/${serviceName(kind)}/overview?project=${project}`;
}

type GoogleError = (facts: ErrorFacts, kind: ServiceKind) => Reply;

/** Status, reason and quota names are Google's; the sentences are the emulator's own. */
export const googleErrors: Readonly<Record<ErrorName, GoogleError>> = {
  badKey: (_, kind) =>
    kind === 'vertex'
      ? google(401, 'UNAUTHENTICATED', 'The access token was not accepted.', [info('ACCESS_TOKEN_EXPIRED')])
      : google(400, 'INVALID_ARGUMENT', 'This API key is not valid here.', [info('API_KEY_INVALID')]),
  noKey: (_, kind) =>
    kind === 'vertex'
      ? google(401, 'UNAUTHENTICATED', 'An OAuth access token is expected.', [info('CREDENTIALS_MISSING')])
      : google(403, 'PERMISSION_DENIED', 'Nothing says who calls: unregistered callers are not served.'),
  bearerKey: () =>
    google(401, 'UNAUTHENTICATED', 'A bearer token that is no OAuth token was sent.', [
      info('ACCESS_TOKEN_TYPE_UNSUPPORTED'),
    ]),
  expiredKey: () => google(400, 'INVALID_ARGUMENT', 'The API key expired.', [info('API_KEY_INVALID')]),
  leakedKey: () => google(403, 'PERMISSION_DENIED', 'Somebody reported this API key as leaked.'),
  restrictedKey: (_, kind) =>
    google(403, 'PERMISSION_DENIED', `This key may not call ${serviceName(kind)}.`, [info('API_KEY_SERVICE_BLOCKED')]),
  suspended: ({ project = 'p' }) =>
    google(403, 'PERMISSION_DENIED', 'The consumer of this key is shut out.', [
      info('CONSUMER_SUSPENDED', { consumer: `projects/${project}` }),
    ]),
  region: () => google(400, 'FAILED_PRECONDITION', 'User location is not supported by this emulated API.'),
  apiDisabled: ({ project = 'p' }, kind) =>
    google(403, 'PERMISSION_DENIED', `${serviceName(kind)} is switched off in this project.`, [
      info('SERVICE_DISABLED', { service: serviceName(kind), activationUrl: activationUrl(kind, project) }),
    ]),
  billingDisabled: () =>
    google(403, 'PERMISSION_DENIED', 'The project has no billing account.', [info('BILLING_DISABLED')]),
  noPermission: ({ project }) =>
    google(403, 'PERMISSION_DENIED', `The caller lacks a role in project ${project ?? 'p'}.`, [
      info('IAM_PERMISSION_DENIED', { permission: 'aiplatform.endpoints.predict' }),
    ]),
  wrongProject: ({ project }) =>
    google(403, 'PERMISSION_DENIED', `There is no project ${project ?? ''} for this caller.`, [
      info('CONSUMER_INVALID', { consumer: `projects/${project ?? ''}` }),
    ]),
  credit: () => google(402, 'RESOURCE_EXHAUSTED', 'The prepayment credits of this account are depleted.'),
  freeTier: () =>
    google(429, 'RESOURCE_EXHAUSTED', 'Over quota: free tier requests, limit: 0.', [
      quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
      retryIn(1), // it lies: no wait helps
    ]),
  dailyQuota: () =>
    google(429, 'RESOURCE_EXHAUSTED', 'Over quota: requests of this day, limit: 250.', [
      quota('GenerateRequestsPerDayPerProjectPerModel', '250'),
    ]),
  rateLimit: ({ retryAfterSeconds = 7 }) =>
    google(
      429,
      'RESOURCE_EXHAUSTED',
      `Over quota: requests of this minute, limit: 10. Retry in ${retryAfterSeconds}s.`,
      [quota('GenerateRequestsPerMinutePerProjectPerModel', '10'), retryIn(retryAfterSeconds)],
    ),
  overloaded: () => google(503, 'UNAVAILABLE', 'The emulated model is overloaded; try again later.'),
  internal: () => google(500, 'INTERNAL', 'Something broke inside the emulated service.'),
  gatewayTimeout: () => google(504, 'DEADLINE_EXCEEDED', 'The deadline ran out before the picture was ready.'),
  unknownModel: ({ modelId = '', project, location }, kind) =>
    kind === 'vertex'
      ? google(
          404,
          'NOT_FOUND',
          `Publisher Model projects/${project}/locations/${location}/publishers/google/models/${modelId} was not found.`,
        )
      : google(404, 'NOT_FOUND', `models/${modelId} is not found in API version v1beta.`),
  closedModel: ({ modelId = '' }) => google(404, 'NOT_FOUND', `models/${modelId} is no longer available to new users.`),
  badOption: ({ what = 'An option is invalid.' }) => google(400, 'INVALID_ARGUMENT', what),
  sensitiveWords: () => google(400, 'INVALID_ARGUMENT', 'The prompt has words that are not allowed.'),
  unknownPath: () => htmlReply(404, 'Error 404 (Not Found)'),
};
