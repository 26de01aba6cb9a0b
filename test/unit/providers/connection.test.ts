import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Connection } from '../../../src/core/failures/connection';
import { createNodeHttpClient } from '../../../src/providers/transport/nodeHttpClient';
import { proxyEvent, watchConnection } from '../../../src/providers/transport/watchConnection';
import { createTestAuthority } from '../../emulator/tokens/certificate';

const client = createNodeHttpClient({ vscodeProxy: () => false });

/** All that was told of the connection of one request, the last of it, and how the request ended. */
async function connect(url: string): Promise<{ readonly last: Connection; readonly error: unknown }> {
  let last: Connection | undefined;
  let error: unknown;
  try {
    await client({
      ...{ method: 'GET', url: new URL(url), headers: {}, onSent: () => undefined },
      signal: new AbortController().signal,
      onConnection: (connection) => (last = connection),
    });
  } catch (thrown) {
    error = thrown;
  }
  return { last: last ?? assert.fail('nothing was told'), error };
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

describe('what is told of a connection', () => {
  const servers: (http.Server | https.Server)[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('is the address that answered, without a proxy where none can be', async () => {
    const server = http.createServer((_, response) => response.end());
    servers.push(server);
    const port = await listen(server);
    const { last, error } = await connect(`http://127.0.0.1:${port}/x`);
    assert.equal(error, undefined);
    assert.deepEqual(last, { host: `127.0.0.1:${port}`, secure: false, proxy: false, address: '127.0.0.1' });
  });

  it('is no address where nobody listens', async () => {
    const server = http.createServer();
    const port = await listen(server);
    server.close();
    const { last, error } = await connect(`http://127.0.0.1:${port}/x`);
    assert.ok(error);
    assert.equal(last.address, undefined);
  });

  it('is the proxy that VS Code names, without its password', () => {
    const told: Connection[] = [];
    const outgoing = new EventEmitter();
    const tell = (connection: Connection): void => void told.push(connection);
    watchConnection(outgoing as http.ClientRequest, new URL('https://a.example/x'), tell, { direct: false });
    assert.equal(told.at(-1)?.proxy, undefined);
    outgoing.emit(proxyEvent, { proxy: 'PROXY someone:secret-not-real@10.0.0.1:8080' });
    assert.equal(told.at(-1)?.proxy, '10.0.0.1:8080');
    outgoing.emit(proxyEvent, { proxy: 'DIRECT' });
    assert.equal(told.at(-1)?.proxy, false);
  });

  it('is also who made a certificate that is not taken', async () => {
    const server = https.createServer(createTestAuthority(['localhost']).server, (_, response) => response.end());
    servers.push(server);
    const { last, error } = await connect(`https://127.0.0.1:${await listen(server)}/x`);
    assert.ok(error);
    assert.equal(last.address, '127.0.0.1');
    assert.equal(last.tls?.trusted, false);
    assert.match(last.tls.issuer ?? '', /\w/);
    assert.match(last.tls.protocol ?? '', /^TLSv1/);
  });
});
