import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Connection, Tls } from '../../core/failures/connection';

/** What VS Code's agent emits on a request: `{ proxy: 'DIRECT' | 'PROXY host:port', socket?, error? }`. */
export const proxyEvent = 'proxy';

/** Follows a request's connection: calls `tell` with all that is known each time that there is more. `direct`: there can be no proxy. */
export function watchConnection(
  outgoing: ClientRequest,
  url: URL,
  tell: (connection: Connection) => void,
  { direct }: { readonly direct: boolean },
): void {
  const secure = url.protocol === 'https:';
  let known: Connection = { host: url.host, secure, ...(direct ? { proxy: false } : {}) };
  const learn = (more: Partial<Connection>): void => tell((known = { ...known, ...more }));
  learn({});
  outgoing.on(proxyEvent, ({ proxy }: { readonly proxy?: unknown }) => learn({ proxy: nameOf(proxy) }));
  outgoing.once('socket', (socket: Socket) => {
    // through a tunnel, the other end is the proxy, which is known already
    const connected = (): void => {
      if (!known.proxy && socket.remoteAddress !== undefined) learn({ address: socket.remoteAddress });
    };
    if (socket.connecting) socket.once('connect', connected);
    else connected();
    if (isTls(socket)) watchTls(socket, (tls) => learn({ tls }));
  });
}

/** Also tells of a certificate that will be rejected: after that, the socket is gone. */
function watchTls(socket: TLSSocket, tell: (tls: Tls) => void): void {
  const ready = (trusted: boolean) => (): void => tell(tlsOf(socket, trusted));
  const kept = socket as TLSSocket & { readonly secureConnecting?: boolean };
  if (kept.secureConnecting === false) return ready(true)(); // a connection that is used again
  socket.prependOnceListener('secure', ready(false));
  socket.once('secureConnect', ready(true));
}

function tlsOf(socket: TLSSocket, trusted: boolean): Tls {
  const { O, CN } = (socket.getPeerCertificate() as Partial<ReturnType<TLSSocket['getPeerCertificate']>>).issuer ?? {};
  const issuer = [...new Set([O, CN].flat())].filter(Boolean).join(', ');
  const protocol = socket.getProtocol() ?? undefined;
  return { trusted, ...(protocol ? { protocol } : {}), ...(issuer ? { issuer } : {}) };
}

function isTls(socket: Socket): socket is TLSSocket {
  return 'encrypted' in socket;
}

/** The host and port in `PROXY user:password@host:port`; false for a direct connection. */
function nameOf(proxy: unknown): string | false | undefined {
  if (typeof proxy !== 'string') return undefined;
  const [type, target = ''] = proxy.trim().split(/\s+/);
  if (type === 'DIRECT') return false;
  return target.slice(target.lastIndexOf('@') + 1) || undefined;
}
