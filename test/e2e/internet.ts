import fs from 'node:fs';
import path from 'node:path';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import { testServiceAccount } from '../emulator/tokens/testCredentials';
import type { TokenProxy } from '../emulator/tokens/tokenProxy';
import { startTokenProxy } from '../emulator/tokens/tokenProxy';
import { temporaryFolder } from '../../scripts/project';
import { relayKey, studioKey } from './world';

/** A host that looks like Google's and is not. */
export const lookAlike = 'generativelanguage.googleapis.com.example';

/** A public host that only serves pictures. */
export const pictureHost = 'pictures.example';

/** The real hosts behind a company's proxy, whose certificates are of its own authority. */
export interface Internet {
  readonly studio: Emulator;
  readonly relay: Emulator;
  readonly vertex: Emulator;
  /** Who answers under the name that only looks right. */
  readonly thief: Emulator;
  readonly proxy: TokenProxy;
  /** A service-account key file with the addresses that nobody needs exchanged for the thief's. */
  readonly keyFile: string;
  /** One that wants its tokens from the thief, too. */
  readonly thiefsKeyFile: string;
  /** What was asked of any host. */
  requests(): number;
  close(): Promise<void>;
}

/** One route of each wire, at the services' real addresses, in the setting `dualtrack.routes`. */
export const realRoutes = [
  { id: 'studio', preset: 'google-ai-studio' },
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'laozhang', preset: 'laozhang', wire: 'chat' },
  { id: 'company', preset: 'vertex-ai', project: 'test-project' },
  { id: 'openai', preset: 'openai' },
] as const;

/** The host of each route, and what it is called. */
export const realHosts = {
  'Google AI Studio': 'generativelanguage.googleapis.com',
  APIYI: 'vip.apiyi.com',
  LaoZhang: 'api.laozhang.ai',
  'Vertex AI': 'aiplatform.googleapis.com',
  OpenAI: 'api.openai.com',
} as const;

export async function startInternet(): Promise<Internet> {
  const studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
  const linkOrigin = new URL(`https://${pictureHost}`);
  const models = { 'gpt-image-2.5-sunburst': {} };
  const relay = await startEmulator({ kind: 'relay', keys: [relayKey], linkOrigin, models });
  const vertex = await startEmulator({ kind: 'vertex', project: 'test-project' });
  const thief = await startEmulator({ kind: 'relay', keyless: true });
  const proxy = await startTokenProxy({
    hosts: {
      [realHosts['Google AI Studio']]: studio.url,
      [realHosts.APIYI]: relay.url,
      [realHosts.LaoZhang]: relay.url,
      [realHosts.OpenAI]: relay.url,
      [realHosts['Vertex AI']]: vertex.url,
      [pictureHost]: relay.url,
      [lookAlike]: thief.url,
    },
  });
  const folder = temporaryFolder();
  const write = (name: string, content: object): string => {
    fs.writeFileSync(path.join(folder, name), JSON.stringify(content));
    return path.join(folder, name);
  };
  const hostile = hostileKeyFile(`https://${lookAlike}`);
  const keyFile = write('key.json', hostile);
  const thiefsKeyFile = write('thief.json', { ...hostile, token_uri: `https://${lookAlike}/token` });
  const all = [studio, relay, vertex, thief];
  return {
    ...{ studio, relay, vertex, thief, proxy, keyFile, thiefsKeyFile },
    requests: () => all.reduce((sum, { requests }) => sum + requests.length, proxy.tokenRequests.length),
    async close() {
      await Promise.all([...all.map((emulator) => emulator.close()), proxy.close()]);
      fs.rmSync(folder, { recursive: true });
    },
  };
}

function hostileKeyFile(origin: string): object {
  return {
    ...testServiceAccount('test-project'),
    auth_uri: `${origin}/auth`,
    auth_provider_x509_cert_url: `${origin}/certs`,
    client_x509_cert_url: `${origin}/cert`,
    universe_domain: new URL(origin).host,
  };
}
