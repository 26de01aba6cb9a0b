import type { CodeRow } from './codeRow';
import { coded } from './codeRow';

/** Codes about what was asked for: the model, the content, the options and the address. One a line, with where it was seen. */
export const requestCodes: readonly CodeRow[] = [
  coded({ kind: 'model' }, [
    'model_not_found', // OpenAI
    'model_not_available', // made up
    'model_not_supported', // made up
    'model_not_exist', // made up
    'model_not_exists', // made up
    'model_unavailable', // relays, as `code` or `type`
    'unknown_model', // made up
    'invalid_model', // made up
    'unsupported_model', // made up
    'invalid_model_name', // made up
    'model_deprecated', // made up
    'model_retired', // made up
    'model_decommissioned', // made up
    'DeploymentNotFound', // Azure
    'ModelNotOpen', // Volcengine
    'model_price_error', // new-api
  ]),
  coded({ kind: 'refused' }, [
    'prompt_blocked', // new-api
    'content_policy_violation', // OpenAI
    'moderation_blocked', // OpenAI
    'moderation_failed', // made up
    'content_filter', // Azure
    'content_filtered', // made up
    'content_violation', // made up
    'content_blocked', // relays, as `code` or `type`
    'policy_violation', // made up
    'safety_violation', // made up
    'ResponsibleAIPolicyViolation', // Azure
    'data_inspection_failed', // DashScope
    'violation_fee.grok.csam', // xAI
    'SAFETY', // Google, finish and block reasons
    'IMAGE_SAFETY', // Google, finish and block reasons
    'PROHIBITED_CONTENT', // Google, finish and block reasons
    'IMAGE_PROHIBITED_CONTENT', // Google, finish and block reasons
    'BLOCKLIST', // Google, finish and block reasons
    'SPII', // Google, finish and block reasons
    'RECITATION', // Google, finish and block reasons
    'IMAGE_RECITATION', // Google, finish and block reasons
  ]),
  coded({ kind: 'badRequest' }, [
    'unsupported_value', // OpenAI
    'invalid_value', // OpenAI
    'invalid_image', // OpenAI
    'invalid_image_format', // OpenAI
    'invalid_image_url', // OpenAI
    'invalid_image_file', // OpenAI
    'image_parse_error', // OpenAI
    'invalid_base64', // made up
    'missing_required_parameter', // OpenAI
    'context_length_exceeded', // OpenAI
    'string_above_max_length', // OpenAI
    'invalid_type', // OpenAI
    'invalid_json', // made up
  ]),
  coded({ kind: 'badRequest', routeOnly: true }, [
    'unknown_parameter', // OpenAI
    'unsupported_parameter', // OpenAI
    'write_response_body_failed', // one-api and relays like it
    'request_too_large', // Anthropic
    'payload_too_large', // made up
    'image_too_large', // made up
    'convert_request_failed', // new-api
    'conversion_failed', // made up
    'unsupported_media_type', // made up
    'unsupported_mime_type', // made up
    'unsupported_file_type', // made up
    'unsupported_option', // made up
    'unknown_option', // made up
    'count_token_failed', // new-api
    'bad_request_body', // new-api
    'read_request_body_failed', // new-api
  ]),
  coded({ kind: 'refused', blockedBy: 'relay' }, [
    'sensitive_words_detected', // new-api
    'sensitive_words', // one-api and relays like it
    'sensitive_word_detected', // made up
  ]),
  coded({ kind: 'model', reason: 'keyRestricted' }, [
    'model_not_allowed', // made up
    'model_access_denied', // made up
    'model_forbidden', // made up
  ]),
  coded({ kind: 'model', reason: 'groupWithoutModel' }, [
    'no_available_channel', // made up
    'get_channel_failed', // new-api
  ]),
  coded({ kind: 'badResponse', reason: 'noSuchAddress' }, [
    'unknown_url', // OpenAI
    'route_not_found', // made up
    'endpoint_not_found', // made up
    'url_not_found', // made up
    'method_not_allowed', // made up
    'api_not_implemented', // made up
  ]),
];
