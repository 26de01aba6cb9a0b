import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import { testAuthorizedUser } from '../emulator/tokens/testCredentials';
import type { TokenProxy } from '../emulator/tokens/tokenProxy';
import { startTokenProxy } from '../emulator/tokens/tokenProxy';
import type { VsCode } from '../harness/workbench/driver';
import { openVsCode } from '../harness/workbench/driver';
import { nameServerWithout, unknownName } from '../harness/workbench/names';
import { temporaryFolder } from '../../scripts/project';
import type { Settings } from '../harness/workbench/settings';
import { explainFailures, relayKey, studioKey } from './world';

/** The project of the routes below. */
export const project = 'test-project';
const googleHost = 'aiplatform.googleapis.com';
const regionHost = `us-central1-${googleHost}`;

/** Routes for what can be wrong with a service, its account or the way to it; one at a time is set up. */
export const faultyRoutes = {
  studio: ({ studio }: FaultyWorld) => ({ id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url }),
  relay: ({ relay }: FaultyWorld) => ({ id: 'relay', preset: 'apiyi', baseUrl: relay.url }),
  own: (baseUrl: string) => ({ id: 'own', preset: 'openai-compatible', baseUrl, credential: 'none' }),
  vertex: { id: 'vertex', preset: 'vertex-ai', project, credential: 'adc' },
} as const;

/** A VS Code without a route, behind a proxy that leads to services which can be made to fail. */
export interface FaultyWorld {
  readonly vscode: VsCode;
  readonly studio: Emulator;
  readonly relay: Emulator;
  readonly vertex: Emulator;
  readonly proxy: TokenProxy;
  /** A proxy whose certificates nobody here knows. */
  readonly stranger: TokenProxy;
  /** Writes the gcloud login of this machine, a new one, so that no token is known for it; there is none before each test. */
  readonly writeLogin: (login?: object) => void;
}

/** To be called in a `describe`: starts it all before its tests; before each of them nothing is wrong, and nobody is logged in. */
export function faultyWorld(settings: Settings = {}): () => FaultyWorld {
  let world: FaultyWorld | undefined;
  let end: (() => Promise<void>) | undefined;
  let removeLogin = (): void => undefined;
  let logins = 0;
  const started = (): FaultyWorld => world ?? assert.fail('the world has not begun');
  before(async () => {
    const studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
    const relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
    const vertex = await startEmulator({ kind: 'vertex', project });
    const hosts = { [googleHost]: vertex.url, [regionHost]: vertex.url, 'other.example': relay.url };
    const proxy = await startTokenProxy({ hosts, uncertified: ['other.example'] });
    const stranger = await startTokenProxy({ hosts });
    const folder = temporaryFolder();
    const login = path.join(folder, 'application_default_credentials.json');
    const vscode = await openVsCode({
      settings: {
        'http.proxy': proxy.proxyUrl,
        'http.noProxy': [unknownName],
        'dualtrack.routes': [],
        ...settings,
      },
      hostScript: nameServerWithout(unknownName),
      env: { NODE_EXTRA_CA_CERTS: proxy.caFile, CLOUDSDK_CONFIG: folder },
    });
    const writeLogin = (value: object = testAuthorizedUser()): void => {
      logins += 1;
      fs.writeFileSync(login, JSON.stringify({ ...value, refresh_token: `login-not-real-${logins}` }));
    };
    world = { vscode, studio, relay, vertex, proxy, stranger, writeLogin };
    removeLogin = () => fs.rmSync(login, { force: true });
    end = async () => {
      await vscode.close();
      await Promise.all([studio, relay, vertex, proxy, stranger].map((server) => server.close()));
      fs.rmSync(folder, { recursive: true });
    };
  });
  after(() => end?.());
  explainFailures(started);
  beforeEach(() => {
    const { studio, relay, vertex, proxy } = started();
    for (const service of [studio, relay, vertex]) service.reset();
    proxy.passTokens();
    proxy.answerConnects(200);
    removeLogin();
  });
  return started;
}
