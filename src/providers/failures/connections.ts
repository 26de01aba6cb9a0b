import type { FailureReason } from '../../core/failure';

/** What codes of Node and OpenSSL say about a connection that could not be made. */
const byCode: Readonly<Record<string, FailureReason>> = {
  ENOTFOUND: 'nameNotFound',
  EAI_AGAIN: 'nameNotFound',
  EAI_NONAME: 'nameNotFound',
  ECONNREFUSED: 'connectionRefused',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateUnknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateUnknown',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateUnknown',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateUnknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateUnknown',
  CERT_UNTRUSTED: 'certificateUnknown',
  CERT_REJECTED: 'certificateUnknown',
  // an authority of the same name is trusted, with another key
  CERT_SIGNATURE_FAILURE: 'certificateUnknown',
  INVALID_CA: 'certificateUnknown',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateOfOther',
  HOSTNAME_MISMATCH: 'certificateOfOther',
  CERT_NOT_YET_VALID: 'clockWrong', // no authority signs for tomorrow
};

/** What kept a connection from being made, by the code of its error and, for a proxy's answer, the status. */
export function reasonOfConnection(code: string, status: unknown): FailureReason | undefined {
  if (code === 'PROXY_UNREACHABLE') return 'proxyUnreachable';
  if (code === 'PROXY_ANSWER') return status === 407 ? 'proxyPassword' : 'proxyRefused';
  return Object.hasOwn(byCode, code) ? byCode[code] : undefined;
}
