import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP server on 127.0.0.1 whose connections can be ended at any time. */
export class Loopback {
  readonly port: number;
  readonly url: string;
  readonly #server: Server;
  /** All of them: the server itself loses sight of those that a CONNECT took over. */
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Port 0: a free one. Rejects if the port is taken. */
  static async open(port: number): Promise<Loopback> {
    const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return new Loopback(server, address.port);
  }

  /** A handler that rejects is a bug of the emulator: the client gets its stack. */
  handle(handler: (req: IncomingMessage, res: ServerResponse) => Promise<void>): void {
    this.#server.on('request', (req, res) => {
      handler(req, res).catch((error: unknown) => {
        if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' });
        res.end(error instanceof Error ? error.stack : String(error));
      });
    });
  }

  handleConnect(handler: (req: IncomingMessage, socket: Duplex) => void): void {
    this.#server.on('connect', (req, socket, head) => {
      socket.on('error', () => socket.destroy());
      if (head.length > 0) socket.unshift(head);
      handler(req, socket);
    });
  }

  endConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.endConnections();
    await closed;
  }
}
