import { errorReply } from './errors';
import type { Fault } from '../faults';
import type { ServiceKind } from '../options';
import type { Reply } from '../reply';
import { htmlReply, jsonReply } from '../reply';
import type { Route } from '../routes';

/** What a fault answers in place of the service; undefined if it lets the service answer. */
export function insteadOf(fault: Fault | undefined, kind: ServiceKind, route: Route): Reply | undefined {
  if (fault?.do === 'error') {
    return errorReply(kind, fault.error, { ...route, retryAfterSeconds: fault.retryAfterSeconds });
  }
  if (fault?.do === 'html') return htmlReply(fault.status ?? 200, 'Sign in to continue');
  if (fault?.do === 'redirect') {
    return { status: fault.status ?? 302, headers: { location: fault.to }, body: Buffer.alloc(0) };
  }
  if (fault?.do !== 'status') return undefined;
  const { status, body = '', headers } = fault;
  if (typeof body !== 'string') return jsonReply(status, body, headers);
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: Buffer.from(body) };
}
