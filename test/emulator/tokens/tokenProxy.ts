import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestAuthority } from './certificate';
import { Loopback } from '../loopback';
import { defaultKeys } from '../options';
import type { TestServiceAccount } from './testCredentials';
import type { TokenError, TokenRequest } from './tokenEndpoint';
import { TokenEndpoint } from './tokenEndpoint';
import type { Connect } from './tunnels';
import { Tunnels } from './tunnels';

const tokenHost = 'oauth2.googleapis.com';

export interface TokenProxyOptions {
  /** Hosts that are played by an emulator: `{ 'aiplatform.googleapis.com': vertex.url }`. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Of the hosts, those that the certificate leaves out. */
  readonly uncertified?: readonly string[];
  /** The access token that is given out; default: what an emulator of Vertex AI takes. */
  readonly accessToken?: string;
  /** The accounts whose signature is checked. Left out: every well-formed assertion is taken. */
  readonly accounts?: readonly TestServiceAccount[];
}

/**
 * An HTTP proxy on loopback that stands for hosts of the internet: it ends TLS itself, with a certificate of an authority
 * made for this one run, and leads to emulators. Google's token endpoint is always among them, since its library calls it
 * under its real name whatever a key file says. Every other host is refused with 502.
 *
 *     const proxy = await startTokenProxy({ hosts: { 'aiplatform.googleapis.com': vertex.url } });
 *     // give the process under test NODE_EXTRA_CA_CERTS=proxy.caFile and proxy.proxyUrl as its proxy
 *     proxy.failTokens('reauth');
 */
export interface TokenProxy {
  readonly proxyUrl: string;
  /** The authority's certificate as PEM, in a temporary folder until `close()`. */
  readonly caFile: string;
  readonly ca: string;
  readonly tokenRequests: readonly TokenRequest[];
  /** Resolves when so many tokens have been asked for. */
  tokenRequested(count: number): Promise<void>;
  /** Every CONNECT, and plain requests, which are always refused. */
  readonly connects: readonly Connect[];
  /** Lets the next `times` requests for a token fail (default 1). */
  failTokens(error: TokenError, times?: number): void;
  /** Forgets the failures that are still to come. */
  passTokens(): void;
  /** From now on every CONNECT is answered with this status, such as 407 or 503, and open tunnels end; 200 ends that. */
  answerConnects(status: number): void;
  close(): Promise<void>;
}

/** Starts the proxy; it runs until it is closed. */
export async function startTokenProxy(options: TokenProxyOptions = {}): Promise<TokenProxy> {
  const { accessToken = defaultKeys.vertex, accounts, uncertified = [] } = options;
  const endpoint = new TokenEndpoint({ accessToken, accounts });
  const tokenServer = await Loopback.open(0);
  tokenServer.handle((req, res) => endpoint.handle(req, res));
  const targets = new Map(Object.entries({ ...options.hosts, [tokenHost]: tokenServer.url }));
  const authority = createTestAuthority([...targets.keys()].filter((host) => !uncertified.includes(host)));
  const tunnels = new Tunnels(targets, authority.server);
  const proxyServer = await Loopback.open(0);
  proxyServer.handle(async (req, res) => tunnels.refuse(req, res));
  proxyServer.handleConnect((req, socket) => tunnels.open(req, socket));
  const folder = mkdtempSync(join(tmpdir(), 'emulator-ca-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.ca);
  return {
    proxyUrl: proxyServer.url,
    caFile,
    ca: authority.ca,
    tokenRequests: endpoint.arrivals.all,
    tokenRequested: (count) => endpoint.arrivals.reached(count),
    connects: tunnels.connects,
    failTokens: (error, times = 1) => void endpoint.failures.push(...Array<TokenError>(times).fill(error)),
    passTokens: () => void endpoint.failures.splice(0),
    answerConnects(status) {
      tunnels.status = status;
      if (status !== 200) proxyServer.endConnections(); // a client may keep one open and ask for none
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await Promise.all([proxyServer.close(), tokenServer.close()]);
    },
  };
}
