import type { FailureKind } from '../../core/failure';
import { plainName } from '../answer/json';
import { verdictOfNamePattern } from './namePatterns';
import type { Verdict } from './verdict';

type Names = Readonly<Partial<Record<FailureKind, string>>>;

/**
 * Reasons, codes and types that leave no doubt: Google's ErrorInfo reasons, OpenAI's and Anthropic's codes and types, those
 * of new-api, one-api and their forks, Azure's. Written as the services do, compared by plain name.
 */
const sure: Names = {
  auth: `API_KEY_INVALID ACCESS_TOKEN_EXPIRED SESSION_COOKIE_INVALID ACCOUNT_STATE_INVALID keyInvalid authError
    invalid_api_key incorrect_api_key api_key_not_found api_key_disabled api_key_revoked api_key_error
    invalid_key authentication_error authentication_failed authentication_required invalid_authentication
    invalid_authentication_error invalid_auth unauthorized auth_unauthorized auth_token_expired
    auth_session_revoked invalid_token invalid_token_error token_invalid`,
  region: `unsupported_country_region_territory unsupported_country unsupported_region country_not_supported
    region_not_supported location_not_supported geo_blocked`,
  setup: `SECURITY_POLICY_VIOLATED ORG_RESTRICTION_VIOLATION LOCATION_ORG_POLICY_VIOLATED
    VALIDATION_REQUIRED organization_must_be_verified organization_not_verified entitlement_required entitlement_inactive`,
  credit: `insufficient_quota insufficient_user_quota pre_consume_token_quota_failed insufficient_credits
    insufficient_credit insufficient_balance insufficient_funds not_enough_credits not_enough_balance
    out_of_credits credit_balance_too_low billing_hard_limit_reached billing_error payment_required
    quota_not_enough user_quota_not_enough token_quota_exhausted token_quota_not_enough
    exceeded_current_quota_error budget_exceeded arrearage`,
  quota: `QUOTA_EXHAUSTED dailyLimitExceeded entitlement_daily_limit_exceeded entitlement_total_limit_exceeded
    daily_quota_exceeded spending_limit_exceeded spend_cap_exceeded`,
  rateLimit: `RATE_LIMIT_EXCEEDED rate_limit_error rate_limited userRateLimitExceeded quotaExceeded too_many_requests
    throttling throttled throttling_exception request_limit_exceeded concurrency_limit_exceeded
    token_concurrency_limit_reached requests tokens`,
  overloaded: `overloaded overloaded_error engine_overloaded engine_overloaded_error server_overloaded server_busy
    model_overloaded MODEL_CAPACITY_EXHAUSTED capacity_exceeded no_capacity upstream_saturated`,
  model: `model_not_found model_not_available model_not_supported model_not_exist model_not_exists model_unavailable
    unknown_model invalid_model unsupported_model invalid_model_name model_deprecated model_retired
    model_decommissioned DeploymentNotFound ModelNotOpen model_price_error`,
  refused: `prompt_blocked content_policy_violation moderation_blocked moderation_failed content_filter
    content_filtered content_violation content_blocked policy_violation safety_violation
    ResponsibleAIPolicyViolation data_inspection_failed DataInspectionFailed violation_fee.grok.csam SAFETY
    IMAGE_SAFETY PROHIBITED_CONTENT IMAGE_PROHIBITED_CONTENT BLOCKLIST SPII RECITATION IMAGE_RECITATION`,
  server: `content_filter_error moderation_error moderation_unavailable moderation_timeout moderation_service_error
    moderation_service_unavailable moderation_request_failed content_filter_timeout content_filter_unavailable
    channel:no_available_key channel:invalid_key channel:param_override_invalid channel:header_override_invalid
    channel:model_mapped_error channel:aws_client_error`,
  timeout: `timeout timeout_error request_timeout gateway_timeout deadline_exceeded upstream_timeout
    channel:response_time_exceeded`,
  badRequest: `unsupported_value invalid_value invalid_image invalid_image_format invalid_image_url invalid_image_file
    image_parse_error invalid_base64 missing_required_parameter context_length_exceeded
    string_above_max_length invalid_type invalid_json`,
};

/** Names that say more than the kind. */
const precise: readonly (readonly [verdict: Verdict, names: string])[] = [
  [
    { kind: 'badRequest', routeOnly: true },
    `unknown_parameter unsupported_parameter write_response_body_failed request_too_large payload_too_large
      image_too_large convert_request_failed conversion_failed unsupported_media_type unsupported_mime_type
      unsupported_file_type unsupported_option unknown_option count_token_failed bad_request_body
      read_request_body_failed`,
  ],
  [{ kind: 'refused', blockedBy: 'relay' }, 'sensitive_words_detected sensitive_words sensitive_word_detected'],
  [
    { kind: 'auth', reason: 'keyExpired' },
    `API_KEY_EXPIRED keyExpired token_expired expired_token expired_token_error`,
  ],
  [
    { kind: 'auth', reason: 'keyMissing' },
    `missing_api_key no_api_key api_key_missing api_key_required missing_token token_not_provided`,
  ],
  [
    { kind: 'auth', reason: 'keyOfOtherKind' },
    `ACCESS_TOKEN_TYPE_UNSUPPORTED ACCESS_TOKEN_SCOPE_INSUFFICIENT CREDENTIALS_MISSING`,
  ],
  [{ kind: 'setup', reason: 'apiDisabled' }, 'SERVICE_DISABLED accessNotConfigured'],
  [{ kind: 'setup', reason: 'billingDisabled' }, 'BILLING_DISABLED billingNotEnabled billing_not_active'],
  [{ kind: 'setup', reason: 'roleMissing' }, 'IAM_PERMISSION_DENIED USER_PROJECT_DENIED insufficientPermissions'],
  [{ kind: 'setup', reason: 'projectUnknown' }, 'CONSUMER_INVALID RESOURCE_PROJECT_INVALID'],
  [
    { kind: 'setup', reason: 'suspended' },
    `TOS_VIOLATION ACCOUNT_DISABLED CONSUMER_SUSPENDED account_deactivated account_suspended account_disabled user_disabled user_banned
      auth_user_disabled access_terminated access_terminated_error TEMPORARILY_SUSPENDED`,
  ],
  [
    { kind: 'setup', reason: 'keyRestricted' },
    `API_KEY_SERVICE_BLOCKED API_KEY_HTTP_REFERRER_BLOCKED API_KEY_IP_ADDRESS_BLOCKED API_KEY_ANDROID_APP_BLOCKED
      API_KEY_IOS_APP_BLOCKED ipRefererBlocked ip_not_allowed ip_not_authorized ip_restricted`,
  ],
  [{ kind: 'model', reason: 'keyRestricted' }, 'model_not_allowed model_access_denied model_forbidden'],
  [{ kind: 'model', reason: 'groupWithoutModel' }, 'no_available_channel get_channel_failed'],
  [
    { kind: 'badResponse', reason: 'noSuchAddress' },
    `unknown_url route_not_found endpoint_not_found url_not_found method_not_allowed api_not_implemented`,
  ],
];

/** Codes and types that services give to anything: they decide only where nothing else does, not even the status. */
const vague: Names = {
  badRequest: 'invalid_request_error invalid_request bad_request validation_error image_generation_user_error',
  server: `server_error internal_server_error internal_error api_error upstream_error bad_response_status_code bad_response
    bad_response_body empty_response do_request_failed read_response_body_failed`,
  overloaded: 'service_unavailable',
  model: 'not_found_error',
  setup: 'permission_error access_denied forbidden',
};

function tableOf(names: Names): Map<string, Verdict> {
  const rows = Object.entries(names).flatMap(([kind, list]) =>
    list.split(/\s+/).map((name) => [plainName(name), { kind: kind as FailureKind }] as const),
  );
  return new Map<string, Verdict>(rows);
}

const sureTable = new Map([
  ...tableOf(sure),
  ...precise.flatMap(([verdict, names]) => names.split(/\s+/).map((name) => [plainName(name), verdict] as const)),
]);
const vagueTable = tableOf(vague);

/** What a reason, code or type says for sure; undefined if it says nothing or too much. */
export function verdictOfName(plainName: string): Verdict | undefined {
  const verdict = sureTable.get(plainName) ?? verdictOfNamePattern(plainName);
  // clouds have one code for each place: InputTextSensitiveContentDetected, OutputImageSensitiveContentDetected, …
  return verdict ?? (plainName.includes('sensitivecontent') ? { kind: 'refused' } : undefined);
}

/** What a name says that services give to anything. */
export function verdictOfVagueName(plainName: string): Verdict | undefined {
  return vagueTable.get(plainName);
}
