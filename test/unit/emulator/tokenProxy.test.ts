import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as tlsConnect } from 'node:tls';
import { GoogleAuth } from 'google-auth-library';
import { testAuthorizedUser, testServiceAccount } from '../../emulator/tokens/testCredentials';
import type { TokenProxy, TokenProxyOptions } from '../../emulator/tokens/tokenProxy';
import { startTokenProxy } from '../../emulator/tokens/tokenProxy';
import { breakOf, emulators } from './requests';

function answerTo(request: ClientRequest, event: 'response' | 'connect'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once(event, resolve).once('error', reject).end();
  });
}

/** A fetch for https that goes through the proxy and trusts only its authority. */
function fetchThrough(proxy: TokenProxy): typeof fetch {
  return async (input, init) => {
    const sent = new Request(input, init);
    const { method, headers, url } = sent;
    const { host, hostname, pathname } = new URL(url);
    const tunnel = httpRequest(proxy.proxyUrl, { method: 'CONNECT', path: `${host}:443`, agent: false });
    const { socket, statusCode } = await answerTo(tunnel, 'connect');
    if (statusCode !== 200) throw new Error(`the proxy answered ${statusCode}`);
    const createConnection = () => tlsConnect({ socket, servername: hostname, ca: proxy.ca });
    const options = {
      method,
      headers: Object.fromEntries(headers),
      host: hostname,
      defaultPort: 443,
      path: pathname,
      createConnection,
    };
    const request = httpsRequest(options);
    request.write(await sent.text());
    const answer = await answerTo(request, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return new Response(Buffer.concat(chunks), {
      status: answer.statusCode ?? 0,
      headers: { 'content-type': 'application/json' },
    });
  };
}

async function accessToken(proxy: TokenProxy, credentials: object): Promise<string> {
  const auth = new GoogleAuth({
    credentials,
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    clientOptions: { transporterOptions: { fetchImplementation: fetchThrough(proxy), retry: false } },
  });
  return (await auth.getAccessToken()) ?? '';
}

describe('the token proxy under google-auth-library', () => {
  const startService = emulators();
  const open: TokenProxy[] = [];
  const start = async (options?: TokenProxyOptions): Promise<TokenProxy> => {
    const proxy = await startTokenProxy(options);
    open.push(proxy);
    return proxy;
  };
  afterEach(() => Promise.all(open.splice(0).map((proxy) => proxy.close())));

  it('gives a token that the emulator of Vertex AI takes to a service account', async () => {
    const account = testServiceAccount();
    const vertex = await startService({ kind: 'vertex' });
    const proxy = await start({ accounts: [account] });
    assert.equal(await accessToken(proxy, account), vertex.key);
    assert.equal(proxy.tokenRequests[0]?.issuer, account.client_email);
    assert.equal(proxy.tokenRequests[0]?.scope, 'https://www.googleapis.com/auth/cloud-platform');
  });

  it("refuses a key that is not the account's, and an account that it does not know", async () => {
    const proxy = await start({ accounts: [testServiceAccount()] });
    await assert.rejects(accessToken(proxy, testServiceAccount()), /Invalid JWT Signature/);
    await assert.rejects(accessToken(proxy, testServiceAccount('other-project')), /no such account/);
    assert.deepEqual(
      proxy.tokenRequests.map(({ result }) => result),
      ['badSignature', 'unknownAccount'],
    );
  });

  it('gives a token to a signed-in user, until the sign-in has to be renewed', async () => {
    const proxy = await start({ accessToken: 'other-token-not-real' });
    assert.equal(await accessToken(proxy, testAuthorizedUser()), 'other-token-not-real');
    proxy.failTokens('reauth');
    await assert.rejects(accessToken(proxy, testAuthorizedUser()), /invalid_grant/);
    assert.equal(proxy.tokenRequests[1]?.refreshToken, testAuthorizedUser().refresh_token);
  });

  it('leads a host of the internet to an emulator, and the caller sees its certificate', async () => {
    const relay = await startService({ kind: 'relay' });
    const proxy = await start({ hosts: { 'vip.apiyi.com': relay.url } });
    const headers = { authorization: `Bearer ${relay.key}` };
    const answer = await fetchThrough(proxy)('https://vip.apiyi.com/v1/models', { headers });
    assert.equal(answer.status, 200);
    assert.equal(relay.requests[0]?.headers.host, 'vip.apiyi.com');
  });

  it('lets an emulator break the connection through the tunnel', async () => {
    const relay = await startService({ kind: 'relay' });
    const proxy = await start({ hosts: { 'vip.apiyi.com': relay.url } });
    relay.script([{ do: 'drop', when: 'afterReading' }, { do: 'cut' }], { on: 'models', times: 1 });
    const get = (): Promise<unknown> => fetchThrough(proxy)('https://vip.apiyi.com/v1/models');
    assert.equal(await breakOf(get()), 'ECONNRESET');
    assert.equal(await breakOf(get()), 'ECONNRESET');
  });

  it('refuses every other host and counts it', async () => {
    const proxy = await start();
    await assert.rejects(fetchThrough(proxy)('https://example.com/'), /answered 502/);
    const plain = httpRequest(proxy.proxyUrl, { path: 'http://example.com/', agent: false });
    assert.equal((await answerTo(plain, 'response')).statusCode, 502);
    assert.deepEqual(
      proxy.connects.map(({ host, status }) => [host, status]),
      [
        ['example.com', 502],
        ['example.com', 502],
      ],
    );
  });

  it('answers every CONNECT with the status that a test sets', async () => {
    const proxy = await start();
    proxy.answerConnects(407);
    await assert.rejects(fetchThrough(proxy)('https://oauth2.googleapis.com/token'), /answered 407/);
  });

  it('ends a hanging request for a token when it is closed, and takes its certificate away', async () => {
    const proxy = await start();
    proxy.failTokens('hang');
    assert.equal(readFileSync(proxy.caFile, 'utf8'), proxy.ca);
    const waiting = breakOf(accessToken(proxy, testAuthorizedUser()));
    await proxy.tokenRequested(1);
    await proxy.close();
    assert.ok(await waiting);
    assert.equal(existsSync(proxy.caFile), false);
  });
});
