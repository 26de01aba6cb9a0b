import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, createSecureContext } from 'node:tls';
import type { Certificate } from './certificate';

/** What a client asked the proxy for. */
export interface Connect {
  readonly host: string;
  /** 200: it was let through. */
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
}

/** Joins two sockets: bytes, the end, and a break, which must stay a break for the other side. */
function splice(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.destroy()).on('close', () => other.destroy());
  other.on('error', () => one.destroy()).on('close', () => one.destroy());
}

/** Ends the TLS of CONNECT requests to known hosts and leads the plain bytes to the servers that play them. */
export class Tunnels {
  readonly connects: Connect[] = [];
  /** The answer to every CONNECT; 200: known hosts are let through. */
  status = 200;
  readonly #targets: ReadonlyMap<string, string>;
  readonly #context: ReturnType<typeof createSecureContext>;

  constructor(targets: ReadonlyMap<string, string>, certificate: Certificate) {
    this.#targets = targets;
    this.#context = createSecureContext(certificate);
  }

  open({ url = '', headers }: IncomingMessage, socket: Duplex): void {
    const host = url.replace(/:443$/, ''); // with any other port it is no known host
    const target = this.#targets.get(host);
    const status = target ? this.status : 502;
    this.connects.push({ host, status, headers });
    if (!target || status !== 200) {
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const plain = new TLSSocket(socket, { isServer: true, secureContext: this.#context, ALPNProtocols: ['http/1.1'] });
    const { hostname, port } = new URL(target);
    splice(plain, connect(Number(port), hostname));
  }

  /** A plain request in absolute form. */
  refuse({ url = '', headers }: IncomingMessage, res: ServerResponse): void {
    this.connects.push({ host: URL.canParse(url) ? new URL(url).host : url, status: 502, headers });
    res.writeHead(502).end();
  }
}
