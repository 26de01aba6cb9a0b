import type { FailureReason } from '../../core/failures/failure';
import type { Fields } from '../json/json';
import { anyOf, groupOf } from '../words/patterns';

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

/** One error of a chain of causes. */
export interface Link {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly error: Fields;
}

/** Codes of Node, OpenSSL, undici and its HTTP parser for connections that could not be made or broke. */
const networkCode = new RegExp(
  `^${groupOf([
    /E(?!RR_)[A-Z_0-9]{3,}/, // the system's: ECONNRESET
    /ERR_(?:TLS|SSL|HTTP2?|STREAM|SOCKET|PROXY)_.*/, // Node
    /ABORT_ERR/, // Node
    /UND_ERR_.*/, // undici
    /HPE_.*/, // Node's HTTP parser
    /(?:CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERROR_IN_CERT)_.*/, // OpenSSL, on certificates
    /HOSTNAME_MISMATCH/, // OpenSSL
    /INVALID_(?:CA|PURPOSE)/, // OpenSSL
    /PROXY_(?:ANSWER|UNREACHABLE)/, // our own transport
  ])}$`,
);
/** Of these, the ones that are about files and arguments. */
const localCode = /^(?:ENOENT|EACCES|EPERM|EISDIR|ENOTDIR|EMFILE|EINVAL|ERR_HTTP_INVALID_HEADER_VALUE)$/;
const networkWords = anyOf([
  /fetch failed/,
  /socket hang up/,
  /network (?:error|socket)/,
  /connection (?:error|timeout|reset|refused|closed)/,
  /request timed out/,
  /other side closed/,
  /^terminated$/,
  /premature close/,
  /failed, reason:/,
]);

/** Whether an error is about files and arguments. */
export function isLocal({ code, error }: Link): boolean {
  return localCode.test(code) && error['syscall'] !== 'connect';
}

/** Whether an error says that a connection could not be made or broke. */
export function isNetwork(link: Link): boolean {
  const { code, name, message } = link;
  if (networkCode.test(code) && !isLocal(link)) return true;
  return /^(?:AbortError|TimeoutError|APIConnection\w*Error)$/.test(name) || networkWords.test(message);
}
