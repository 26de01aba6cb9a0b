import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../../scripts/project';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import type { Internet } from '../internet';
import { realHosts, realRoutes, startInternet } from '../internet';
import { answerFileDialog, clearToasts, explainFailures, relayKey, setKey, studioKey } from '../world';
import { attacksWith, generateVia } from './support';
import type { Thief } from './thief';
import { startThief } from './thief';

/** Every variable by which an SDK or a library would choose another key, endpoint, header, project or backend. */
function hostileVariables(origin: string): Record<string, string> {
  return {
    GOOGLE_GEMINI_BASE_URL: origin,
    GOOGLE_VERTEX_BASE_URL: origin,
    OPENAI_BASE_URL: `${origin}/v1`,
    OPENAI_API_KEY: 'variable-key-not-real',
    OPENAI_ADMIN_KEY: 'variable-key-not-real',
    OPENAI_ORG_ID: 'variable-org',
    OPENAI_PROJECT_ID: 'variable-project',
    OPENAI_CUSTOM_HEADERS: 'X-Variable: variable-header\nAuthorization: Bearer variable-key-not-real',
    GOOGLE_API_KEY: 'variable-key-not-real',
    GEMINI_API_KEY: 'variable-key-not-real',
    GOOGLE_GENAI_USE_VERTEXAI: 'true',
    GOOGLE_CLOUD_PROJECT: 'variable-project',
    GOOGLE_CLOUD_LOCATION: 'variable-location',
    GOOGLE_CLOUD_QUOTA_PROJECT: 'variable-project',
    GOOGLE_CLOUD_UNIVERSE_DOMAIN: 'variable.example',
    GCE_METADATA_HOST: new URL(origin).host,
    GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
}

describe('a hostile environment', () => {
  let internet: Internet;
  let thief: Thief;
  let studio: Emulator;
  let relay: Emulator;
  let vscode: VsCode;
  let folder: string;
  const adcFile = (): string => path.join(folder, 'adc.json');
  const marker = (): string => path.join(folder, 'was-run');

  before(async () => {
    thief = await startThief();
    internet = await startInternet();
    studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
    relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
    folder = temporaryFolder();
    const compatible = { preset: 'openai-compatible', baseUrl: relay.url } as const;
    vscode = await openVsCode({
      settings: {
        'http.proxy': internet.proxy.proxyUrl,
        'http.proxyStrictSSL': false,
        'files.simpleDialog.enable': true,
        'dualtrack.timeBudget': 10,
        'dualtrack.routes': [
          { id: 'own-studio', preset: 'google-ai-studio', name: 'Own Studio', baseUrl: studio.url },
          { id: 'own-chat', name: 'Own Chat', wire: 'chat', ...compatible },
          { id: 'own-images', name: 'Own Images', wire: 'images', ...compatible },
          { id: 'adc', name: 'Login', preset: 'vertex-ai', project: 'test-project', credential: 'adc' },
          { id: 'false-key', name: 'False Key', preset: 'vertex-ai', project: 'test-project' },
          ...realRoutes.slice(0, 4),
        ],
      },
      env: { ...hostileVariables(thief.url), GOOGLE_APPLICATION_CREDENTIALS: adcFile() },
    });
  });
  after(async () => {
    await vscode.close();
    await Promise.all([internet.close(), thief.close(), studio.close(), relay.close()]);
    fs.rmSync(folder, { recursive: true });
  });
  explainFailures(() => ({ vscode }));
  beforeEach(async () => {
    thief.forget();
    fs.rmSync(marker(), { force: true });
    await clearToasts(vscode);
  });
  const attack = attacksWith(() => {
    assert.equal(thief.connections, 0);
    assert.equal(internet.requests(), 0);
    assert.ok(!fs.existsSync(marker()));
  });

  const wires = { 'Own Studio': studioKey, 'Own Chat': relayKey, 'Own Images': relayKey };
  for (const [name, key] of Object.entries(wires)) {
    attack(`gives no key, address or header to ${name}: the user is asked, and heard`, async () => {
      await generateVia(vscode, name, `by ${name}`);
      await vscode.answerInput(key, `Key for ${name}`);
      await vscode.toast(`via ${name}`);
      const sent = [...studio.paidRequests, ...relay.paidRequests];
      assert.ok(sent.some(({ rawHeaders }) => rawHeaders.some((text) => text.includes(key))));
      assert.doesNotMatch(JSON.stringify(sent.map(({ path: at, rawHeaders }) => [at, rawHeaders])), /variable/);
    });
  }

  const hostileLogins: Readonly<Record<string, (origin: string) => object>> = {
    'an external account that is asked at an address': (origin) => ({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/p',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${origin}/token`,
      credential_source: { url: `${origin}/subject` },
    }),
    'an external account that runs a command': (origin) => ({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/p',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${origin}/token`,
      credential_source: { executable: { command: `touch ${marker()}`, timeout_millis: 5000 } },
    }),
    'an impersonated service account': (origin) => ({
      type: 'impersonated_service_account',
      service_account_impersonation_url: `${origin}/generateAccessToken`,
      source_credentials: { type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' },
    }),
    'a login of another universe': (origin) => ({
      type: 'external_account_authorized_user',
      token_url: `${origin}/token`,
      universe_domain: 'variable.example',
    }),
  };
  for (const [kind, login] of Object.entries(hostileLogins)) {
    attack(`asks nobody and runs nothing for ${kind}`, async () => {
      fs.writeFileSync(adcFile(), JSON.stringify(login(thief.url)));
      await generateVia(vscode, 'Login', 'a login');
      await vscode.toast('The file holds neither a service account nor a gcloud login');
    });
  }

  attack('takes no key file that wants its tokens from elsewhere than Google', async () => {
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('False Key');
    await answerFileDialog(vscode, internet.thiefsKeyFile, 'Key File of the Service Account');
    await vscode.modal('isn’t Google’s address. It is not used.');
    await vscode.clickModal('Cancel');
    await generateVia(vscode, 'False Key', 'a false key');
    await vscode.modal('False Key has no key.');
    await vscode.clickModal('Pick Key File…');
    await answerFileDialog(vscode, internet.thiefsKeyFile, 'Key File of the Service Account');
    await vscode.modal('isn’t Google’s address. It is not used.');
    await vscode.clickModal('Cancel');
    await vscode.toast('Cancelled. Nothing was charged.');
  });

  attack('makes no certificate good that is not: no request of any wire reaches who plays the real hosts', async () => {
    await setKey(vscode, 'Google AI Studio', studioKey);
    for (const name of ['APIYI', 'LaoZhang']) await setKey(vscode, name, relayKey);
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('Vertex AI');
    await answerFileDialog(vscode, internet.keyFile, 'Key File of the Service Account');
    await vscode.toast('Vertex AI has its key.');
    const ends = {
      'Google AI Studio': 'its certificate is not trusted',
      APIYI: 'the proxy refused the connection', // its last address; the first ones end as the others do
      LaoZhang: 'its certificate is not trusted',
      'Vertex AI': 'its certificate is not trusted',
    } as const;
    for (const name of ['Google AI Studio', 'APIYI', 'LaoZhang', 'Vertex AI'] as const) {
      await clearToasts(vscode);
      await generateVia(vscode, name, 'a false friend');
      await vscode.toast(`${name}: ${ends[name]}`);
      const host = name === 'Vertex AI' ? 'oauth2.googleapis.com' : realHosts[name];
      assert.ok(internet.proxy.connects.some((connect) => connect.host === host && connect.status === 200));
    }
  });
});
