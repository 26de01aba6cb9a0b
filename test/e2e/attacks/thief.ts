import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

/** Somebody else's server on loopback: whatever connects to it has gone where it must not. */
export interface Thief {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** How many connections were opened, TLS or not, since the start or `forget`. */
  readonly connections: number;
  forget(): void;
  close(): Promise<void>;
}

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';

export async function startThief(): Promise<Thief> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get connections() {
      return connections;
    },
    forget: () => void (connections = 0),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
