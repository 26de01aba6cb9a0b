import type { CodeRow } from './codeRow';
import { coded } from './codeRow';

/** Codes about who asks and who pays: key, account, project, place and money. One a line, with where it was seen. */
export const accessCodes: readonly CodeRow[] = [
  coded({ kind: 'auth' }, [
    'API_KEY_INVALID', // Google, ErrorInfo
    'ACCESS_TOKEN_EXPIRED', // Google, ErrorInfo
    'SESSION_COOKIE_INVALID', // Google, ErrorInfo
    'ACCOUNT_STATE_INVALID', // Google, ErrorInfo
    'keyInvalid', // Google, older `errors[].reason`
    'authError', // Google, older `errors[].reason`
    'invalid_api_key', // OpenAI
    'incorrect_api_key', // made up
    'api_key_not_found', // made up
    'api_key_disabled', // made up
    'api_key_revoked', // made up
    'api_key_error', // made up
    'invalid_key', // new-api
    'authentication_error', // Anthropic
    'authentication_failed', // made up
    'authentication_required', // made up
    'invalid_authentication', // made up
    'invalid_authentication_error', // Moonshot
    'invalid_auth', // made up
    'unauthorized', // made up
    'auth_unauthorized', // made up
    'auth_token_expired', // made up
    'auth_session_revoked', // made up
    'invalid_token', // made up
    'invalid_token_error', // made up
    'token_invalid', // made up
  ]),
  coded({ kind: 'region' }, [
    'unsupported_country_region_territory', // OpenAI
    'unsupported_country', // made up
    'unsupported_region', // made up
    'country_not_supported', // made up
    'region_not_supported', // made up
    'location_not_supported', // made up
    'geo_blocked', // made up
  ]),
  coded({ kind: 'setup' }, [
    'SECURITY_POLICY_VIOLATED', // Google, ErrorInfo
    'ORG_RESTRICTION_VIOLATION', // Google, ErrorInfo
    'LOCATION_ORG_POLICY_VIOLATED', // Google, ErrorInfo
    'VALIDATION_REQUIRED', // Google, a subscription's 403 or 429
    'organization_must_be_verified', // made up, after OpenAI's words
    'organization_not_verified', // made up
    'entitlement_required', // made up
    'entitlement_inactive', // made up
  ]),
  coded({ kind: 'credit' }, [
    'insufficient_quota', // OpenAI
    'insufficient_user_quota', // new-api
    'pre_consume_token_quota_failed', // new-api
    'insufficient_credits', // made up
    'insufficient_credit', // made up
    'insufficient_balance', // made up
    'insufficient_funds', // made up
    'not_enough_credits', // made up
    'not_enough_balance', // made up
    'out_of_credits', // made up
    'credit_balance_too_low', // made up
    'billing_hard_limit_reached', // OpenAI
    'billing_error', // Anthropic
    'payment_required', // made up
    'quota_not_enough', // made up
    'user_quota_not_enough', // made up
    'token_quota_exhausted', // made up
    'token_quota_not_enough', // made up
    'exceeded_current_quota_error', // Moonshot
    'budget_exceeded', // LiteLLM
    'arrearage', // DashScope
  ]),
  coded({ kind: 'auth', reason: 'keyExpired' }, [
    'API_KEY_EXPIRED', // Google, ErrorInfo
    'keyExpired', // Google, older `errors[].reason`
    'token_expired', // made up
    'expired_token', // made up
    'expired_token_error', // made up
  ]),
  coded({ kind: 'auth', reason: 'keyMissing' }, [
    'missing_api_key', // made up
    'no_api_key', // made up
    'api_key_missing', // made up
    'api_key_required', // made up
    'missing_token', // made up
    'token_not_provided', // made up, after one-api's words
  ]),
  coded({ kind: 'auth', reason: 'keyOfOtherKind' }, [
    'ACCESS_TOKEN_TYPE_UNSUPPORTED', // Google, ErrorInfo
    'ACCESS_TOKEN_SCOPE_INSUFFICIENT', // Google, ErrorInfo
    'CREDENTIALS_MISSING', // Google, ErrorInfo
  ]),
  coded({ kind: 'setup', reason: 'apiDisabled' }, [
    'SERVICE_DISABLED', // Google, ErrorInfo
    'accessNotConfigured', // Google, older `errors[].reason`
  ]),
  coded({ kind: 'setup', reason: 'billingDisabled' }, [
    'BILLING_DISABLED', // Google, ErrorInfo
    'billingNotEnabled', // Google, older `errors[].reason`
    'billing_not_active', // OpenAI
  ]),
  coded({ kind: 'setup', reason: 'roleMissing' }, [
    'IAM_PERMISSION_DENIED', // Google, ErrorInfo
    'USER_PROJECT_DENIED', // Google, ErrorInfo
    'insufficientPermissions', // Google, older `errors[].reason`
  ]),
  coded({ kind: 'setup', reason: 'projectUnknown' }, [
    'CONSUMER_INVALID', // Google, ErrorInfo
    'RESOURCE_PROJECT_INVALID', // Google, ErrorInfo
  ]),
  coded({ kind: 'setup', reason: 'suspended' }, [
    'TOS_VIOLATION', // Google, a subscription's 403 or 429
    'ACCOUNT_DISABLED', // made up
    'CONSUMER_SUSPENDED', // Google, ErrorInfo
    'account_deactivated', // OpenAI
    'account_suspended', // made up
    'user_disabled', // made up
    'user_banned', // made up
    'auth_user_disabled', // made up
    'access_terminated', // made up
    'access_terminated_error', // Moonshot
    'TEMPORARILY_SUSPENDED', // made up
  ]),
  coded({ kind: 'setup', reason: 'keyRestricted' }, [
    'API_KEY_SERVICE_BLOCKED', // Google, ErrorInfo
    'API_KEY_HTTP_REFERRER_BLOCKED', // Google, ErrorInfo
    'API_KEY_IP_ADDRESS_BLOCKED', // Google, ErrorInfo
    'API_KEY_ANDROID_APP_BLOCKED', // Google, ErrorInfo
    'API_KEY_IOS_APP_BLOCKED', // Google, ErrorInfo
    'ipRefererBlocked', // Google, older `errors[].reason`
    'ip_not_allowed', // made up
    'ip_not_authorized', // made up
    'ip_restricted', // made up
  ]),
];
