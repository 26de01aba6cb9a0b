import type { CodeRow } from './codeRow';
import { coded } from './codeRow';

/** Codes about the service: its limits, its load and its faults. One a line, with where it was seen. */
export const serviceCodes: readonly CodeRow[] = [
  coded({ kind: 'quota' }, [
    'QUOTA_EXHAUSTED', // Google, a subscription's 403 or 429
    'dailyLimitExceeded', // Google, older `errors[].reason`
    'entitlement_daily_limit_exceeded', // made up
    'entitlement_total_limit_exceeded', // made up
    'daily_quota_exceeded', // made up
    'spending_limit_exceeded', // made up
    'spend_cap_exceeded', // made up
  ]),
  coded({ kind: 'rateLimit' }, [
    'RATE_LIMIT_EXCEEDED', // Google, ErrorInfo
    'rate_limit_error', // Anthropic
    'rate_limited', // made up
    'userRateLimitExceeded', // Google, older `errors[].reason`
    'quotaExceeded', // Google, older `errors[].reason`
    'too_many_requests', // made up
    'throttling', // DashScope
    'throttled', // made up
    'throttling_exception', // AWS, behind a relay
    'request_limit_exceeded', // made up
    'concurrency_limit_exceeded', // made up
    'token_concurrency_limit_reached', // new-api
    'requests', // OpenAI
    'tokens', // OpenAI
  ]),
  coded({ kind: 'overloaded' }, [
    'overloaded', // relays, as `code` or `type`
    'overloaded_error', // Anthropic
    'engine_overloaded', // made up
    'engine_overloaded_error', // Moonshot
    'server_overloaded', // made up
    'server_busy', // made up
    'model_overloaded', // made up
    'MODEL_CAPACITY_EXHAUSTED', // Google, ErrorInfo
    'capacity_exceeded', // made up
    'no_capacity', // made up
    'upstream_saturated', // made up
  ]),
  coded({ kind: 'server' }, [
    'content_filter_error', // made up
    'moderation_error', // made up
    'moderation_unavailable', // made up
    'moderation_timeout', // made up
    'moderation_service_error', // made up
    'moderation_service_unavailable', // made up
    'moderation_request_failed', // made up
    'content_filter_timeout', // made up
    'content_filter_unavailable', // made up
    'channel:no_available_key', // new-api
    'channel:invalid_key', // new-api
    'channel:param_override_invalid', // new-api
    'channel:header_override_invalid', // new-api
    'channel:model_mapped_error', // new-api
    'channel:aws_client_error', // new-api
  ]),
  coded({ kind: 'timeout' }, [
    'timeout', // relays, as `code` or `type`
    'timeout_error', // Anthropic
    'request_timeout', // made up
    'gateway_timeout', // made up
    'deadline_exceeded', // Google, canonical code, also in relays' `type`
    'upstream_timeout', // made up
    'channel:response_time_exceeded', // new-api
  ]),
];

/** Codes and types that services give to anything: they decide only where nothing else does, not even the status. */
export const vagueCodes: readonly CodeRow[] = [
  coded({ kind: 'badRequest' }, [
    'invalid_request_error', // OpenAI
    'invalid_request', // new-api
    'bad_request', // relays, as `code` or `type`
    'validation_error', // made up
    'image_generation_user_error', // OpenAI
  ]),
  coded({ kind: 'server' }, [
    'server_error', // OpenAI
    'internal_server_error', // made up
    'internal_error', // made up
    'api_error', // Anthropic
    'upstream_error', // new-api
    'bad_response_status_code', // new-api
    'bad_response', // new-api
    'bad_response_body', // new-api
    'empty_response', // new-api
    'do_request_failed', // new-api
    'read_response_body_failed', // new-api
  ]),
  coded({ kind: 'overloaded' }, [
    'service_unavailable', // made up
  ]),
  coded({ kind: 'model' }, [
    'not_found_error', // Anthropic
  ]),
  coded({ kind: 'setup' }, [
    'permission_error', // Anthropic
    'access_denied', // new-api
    'forbidden', // made up
  ]),
];
