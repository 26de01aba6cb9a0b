import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/emulator';
import type { Fault } from '../../emulator/faults';
import type { TokenError } from '../../emulator/tokens/tokenEndpoint';
import { unknownName } from '../../harness/workbench/names';
import { faultyRoutes, faultyWorld, project } from '../faultyWorld';
import { clearToasts, relayKey, studioKey } from '../world';

/** One thing that is wrong with a route, and what its test says of it. */
interface Row {
  readonly what: string;
  readonly is: Fault | (() => void);
  /** The proxy in the settings, if it is not the one that leads to the services. */
  readonly proxy?: () => string;
  /** The line of the link that is broken. */
  readonly line: RegExp;
  readonly helps: RegExp | string;
  /** What can be clicked above the route, before *Test Again*. */
  readonly lenses: readonly string[];
}

describe('Test Routes, fault by fault,', () => {
  const world = faultyWorld();
  before(async () => {
    const { vscode, proxy } = world();
    await vscode.page.setViewportSize({ width: 1900, height: 1200 });
    await setKeys();
    proxyUrl = proxy.proxyUrl;
  });
  let proxyUrl: string;

  /** The heading of the one route, however far its test is. */
  const heading = (text: string) =>
    world().vscode.page.locator('.editor-group-container.active .view-line', { hasText: text }).first();

  async function useProxy(url: string): Promise<void> {
    const { vscode } = world();
    if (url === proxyUrl) return;
    proxyUrl = url;
    vscode.changeSettings({ 'http.proxy': url });
    await vscode.reload(); // VS Code keeps tunnels open, and would use one
  }

  function useRoute(name: string, entry: object): void {
    world().vscode.changeSettings({ 'dualtrack.routes': [{ ...entry, name }] });
  }

  /**
   * The document about the one route, once its test has failed. The command is run again only where the
   * window did not know the route yet: a second test would take the place of the first while it is read.
   */
  async function testOf(name: string): Promise<string> {
    const { vscode } = world();
    for (let left = 10; ; left -= 1) {
      await vscode.runCommand('Dualtrack: Test Routes');
      const seen = heading(`1. ${name}: `).waitFor({ timeout: 6_000 });
      if (await seen.then(() => true).catch(() => false)) break;
      if (left === 0) throw new Error(`the document tells of no ${name}: ${await vscode.editorText()}`);
    }
    const failed = `1. ${name}: failed, `;
    await heading(failed).waitFor({ timeout: 60_000 });
    return vscode.editorText(failed); // a test that was begun late may have taken its place
  }

  /** What can be clicked besides testing again, once that is as wanted: it follows the text a moment later. */
  async function lensesOnce(wanted: readonly string[]): Promise<string[]> {
    const shown = `[...document.querySelectorAll('.codelens-decoration a')]
      .map((link) => link.textContent.replaceAll('\u00a0', ' ').trim())
      .filter((text) => text !== 'Test Again' && text !== 'Test All Again')`;
    const isWanted = `JSON.stringify(${shown}) === ${JSON.stringify(JSON.stringify(wanted))}`;
    const { page } = world().vscode;
    await page.waitForFunction(isWanted, undefined, { timeout: 30_000 }).catch(() => undefined);
    return page.evaluate<string[]>(shown);
  }

  function tell(name: string, service: () => Emulator | undefined, entry: () => object, rows: readonly Row[]): void {
    describe(`on ${name}`, () => {
      for (const row of rows) {
        it(`shows ${row.what}`, async () => {
          const route = `${name} with ${row.what}`;
          await useProxy(row.proxy?.() ?? world().proxy.proxyUrl);
          useRoute(route, entry()); // first, so that it is known when the fault is there
          if (typeof row.is === 'function') row.is();
          else service()?.script(row.is, { on: 'any', times: Infinity });
          const text = await testOf(route);
          assert.match(text, row.line);
          assert.doesNotMatch(text, /not-real/);
          const helps = /What helps: .*/.exec(text)?.[0] ?? '';
          if (typeof row.helps === 'string') assert.ok(helps.includes(row.helps), text);
          else assert.match(helps, row.helps, text);
          assert.deepEqual(await lensesOnce(row.lenses), row.lenses);
          assert.equal(service()?.paidRequests.length ?? 0, 0);
        });
      }
    });
  }

  /** A login for which no token is given. As often as it is asked for: the test may be run before the route is known. */
  const failingTokens = (name: TokenError) => () => {
    world().writeLogin();
    world().proxy.failTokens(name, 20);
  };
  const loggedIn = (fault: Fault) => () => {
    world().writeLogin();
    world().vertex.script(fault, { on: 'any', times: Infinity });
  };

  const error = (name: Extract<Fault, { do: 'error' }>['error']): Fault => ({ do: 'error', error: name });

  async function setKeys(): Promise<void> {
    const { vscode } = world();
    for (const [id, key] of [
      ['studio', studioKey],
      ['relay', relayKey],
    ] as const) {
      useRoute(`Own ${id}`, faultyRoutes[id](world()));
      await testOf(`Own ${id}`); // then the route is known
      await vscode.runCommand('Dualtrack: Set Key…');
      await vscode.pickItem(`Own ${id}`);
      await vscode.answerInput(key, `Key for Own ${id}`);
      await vscode.toast(`Own ${id} has its key.`);
      await clearToasts(vscode);
    }
  }

  tell(
    'Studio',
    () => world().studio,
    () => faultyRoutes.studio(world()),
    [
      {
        what: 'a wrong key',
        is: error('badKey'),
        line: /✗ Key: failed, the key was not accepted/,
        helps: 'https://aistudio.google.com/apikey',
        lenses: ['Set Key…'],
      },
      {
        what: 'a leaked key',
        is: error('leakedKey'),
        line: /✗ Key: failed, the key was found in public/,
        helps: 'https://aistudio.google.com/apikey',
        lenses: ['Open Keys', 'Set Key…'],
      },
      {
        what: 'an expired key',
        is: error('expiredKey'),
        line: /✗ Key: failed, the key has expired/,
        helps: 'https://aistudio.google.com/apikey',
        lenses: ['Open Keys', 'Set Key…'],
      },
      {
        what: 'a key of another kind',
        is: error('bearerKey'),
        line: /✗ Key: failed, it needs a different kind of credential/,
        helps: 'Check that the key is one for this service',
        lenses: ['Set Key…'],
      },
      {
        what: 'a restricted key',
        is: error('restrictedKey'),
        line: /✗ Key: failed, the key is not allowed/,
        helps: 'https://aistudio.google.com/apikey',
        lenses: ['Open Keys', 'Set Key…'],
      },
      {
        what: 'a region without pictures',
        is: error('region'),
        line: /✗ Service: failed, .*not available in this region/,
        helps: 'Connect another route',
        lenses: ['Connect a Route'],
      },
      {
        what: 'a suspended project',
        is: error('suspended'),
        line: /✗ Permission: failed, the account or project is suspended/,
        helps: 'https://aistudio.google.com/projects',
        lenses: ['Open Project'],
      },
      {
        what: 'no prepaid credit',
        is: error('credit'),
        line: /✗ Credit: failed, no prepaid credit left/,
        helps: 'https://aistudio.google.com/billing',
        lenses: ['Open Billing'],
      },
      {
        what: 'a free key',
        is: error('freeTier'),
        line: /✗ Credit: failed, a free-tier key can’t make pictures/,
        helps: 'https://aistudio.google.com/billing',
        lenses: ['Open Billing'],
      },
      {
        what: 'a quota of the day',
        is: error('dailyQuota'),
        line: /✗ Credit: failed, the quota is used up/,
        helps: 'Connect another route',
        lenses: ['Connect a Route'],
      },
      {
        what: 'too many requests',
        is: error('rateLimit'),
        line: /✗ Service: failed, .*too many requests now/,
        helps: 'test again',
        lenses: [],
      },
      {
        what: 'no capacity',
        is: error('overloaded'),
        line: /✗ Service: failed, .*overloaded/,
        helps: 'test again',
        lenses: [],
      },
      {
        what: 'a model that is gone',
        is: error('unknownModel'),
        line: /✓ Key: ok[\s\S]*✗ Model: failed, the model is not available there/,
        helps: 'Connect another route',
        lenses: ['Connect a Route'],
      },
      {
        what: 'a web page',
        is: { do: 'html' },
        line: /✗ Service: failed, .*a web page instead of an answer/,
        helps: 'The address is probably wrong',
        lenses: ['Edit Route…'],
      },
      {
        what: 'a redirect',
        is: { do: 'redirect', to: 'https://elsewhere.example/' },
        line: /✗ Service: failed, .*its address leads elsewhere/,
        helps: 'The address is probably wrong',
        lenses: ['Edit Route…'],
      },
      {
        what: 'an empty 502',
        is: { do: 'status', status: 502 },
        line: /✗ Service: failed, .*an empty answer/,
        helps: 'proxy or VPN',
        lenses: ['Open Proxy Settings'],
      },
    ],
  );

  tell(
    'Relay',
    () => world().relay,
    () => faultyRoutes.relay(world()),
    [
      {
        what: 'a group without the model',
        is: () => {
          const { models } = world().relay;
          for (const id of [...models.keys()]) if (id.includes('3.1-flash-image')) models.delete(id);
        },
        line: /✓ Key: ok[\s\S]*✗ Model: failed, the group of the key lacks the model/,
        helps: 'https://api.apiyi.com/token',
        lenses: ['Open Keys', 'Set Key…'],
      },
      {
        what: 'no credit',
        is: error('credit'),
        line: /✓ Key: ok[\s\S]*○ Model: not reached[\s\S]*✗ Credit: failed, no credit left/,
        helps: 'https://api.apiyi.com/account/profile',
        lenses: ['Open Billing'],
      },
      {
        what: 'a path that is not served',
        is: error('unknownPath'),
        line: /✗ Service: failed, .*nothing is served at this address/,
        helps: 'The address is probably wrong',
        lenses: ['Edit Route…'],
      },
    ],
  );

  const own = (baseUrl: string) => () => faultyRoutes.own(baseUrl);
  const asItIs = (): void => undefined;
  tell('Local', () => undefined, own('http://127.0.0.1:9'), [
    {
      what: 'a server that does not run',
      is: asItIs,
      line: /✗ Address: failed, .*nothing is listening at its address/,
      helps: 'Is the server at 127.0.0.1:9 running?',
      lenses: ['Edit Route…'],
    },
  ]);
  tell('Nameless', () => undefined, own(`https://${unknownName}`), [
    {
      what: 'a name that nobody knows',
      is: asItIs,
      line: /✗ Address: failed, .*its address could not be found/,
      helps: `Check the address ${unknownName}`,
      lenses: ['Edit Route…'],
    },
  ]);
  tell('Unknown', () => undefined, own('https://unknown.example'), [
    {
      what: 'a proxy that refuses',
      is: asItIs,
      line: /✗ Proxy: failed, 127\.0\.0\.1:\d+: the proxy refused the connection/,
      helps: 'let unknown.example through',
      lenses: ['Open Proxy Settings'],
    },
  ]);
  tell('Other', () => undefined, own('https://other.example'), [
    {
      what: 'a certificate for another name',
      is: asItIs,
      line: /✓ Proxy: ok[\s\S]*✗ Encryption: failed, certificate by “.+”: its certificate belongs to another name/,
      helps: 'may answer for other.example',
      lenses: ['Edit Route…'],
    },
    {
      what: 'a proxy that asks for a password',
      is: () => world().proxy.answerConnects(407),
      line: /✗ Proxy: failed, 127\.0\.0\.1:\d+: the proxy asks for a password/,
      helps: 'http.proxy',
      lenses: ['Open Proxy Settings'],
    },
  ]);

  tell(
    'Vertex',
    () => world().vertex,
    () => faultyRoutes.vertex,
    [
      {
        what: 'a machine without a login',
        is: asItIs,
        line: /○ Address: not reached[\s\S]*✗ Key: failed, there is no gcloud login/,
        helps: 'gcloud auth application-default login',
        lenses: ['Sign In…'],
      },
      {
        what: 'a login that cannot be read',
        is: () => world().writeLogin({ type: 'external_account' }),
        line: /✗ Key: failed, the credentials cannot be used/,
        helps: 'It takes service accounts and gcloud logins',
        lenses: ['Sign In…'],
      },
      {
        what: 'a login that was withdrawn',
        is: failingTokens('badClient'),
        line: /✗ Key: failed, the credentials are no longer valid/,
        helps: 'gcloud auth application-default login',
        lenses: ['Sign In…'],
      },
      {
        what: 'a login that ended',
        is: failingTokens('reauth'),
        line: /✓ Address: ok, oauth2\.googleapis\.com[\s\S]*✗ Key: failed, the gcloud login has ended/,
        helps: 'gcloud auth application-default login',
        lenses: ['Sign In…'],
      },
      {
        what: 'a wrong clock',
        is: failingTokens('badClock'),
        line: /✗ Key: failed, the clock of this machine is wrong/,
        helps: 'Set its date and time',
        lenses: [],
      },
      {
        what: 'a sign-in page of the network',
        is: loggedIn({ do: 'redirect', to: 'https://portal.example/' }),
        line: /✗ Service: failed, .*its address leads elsewhere/,
        helps: 'A sign-in page of the network may be in the way',
        lenses: [],
      },
      {
        what: 'an API that is off',
        is: loggedIn(error('apiDisabled')),
        line: /✓ Key: ok[\s\S]*✗ API: failed, the API is not enabled in the project[\s\S]*○ Permission: not reached/,
        helps: `aiplatform.googleapis.com/overview?project=${project}`,
        lenses: ['Enable API'],
      },
      {
        what: 'a project without billing',
        is: loggedIn(error('billingDisabled')),
        line: /✓ API: ok[\s\S]*✗ Billing: failed, the project has no billing/,
        helps: `https://console.cloud.google.com/billing/linkedaccount?project=${project}`,
        lenses: ['Open Billing'],
      },
      {
        what: 'a missing role',
        is: loggedIn(error('noPermission')),
        line: /✗ Permission: failed, the account lacks a role in the project/,
        helps: `https://console.cloud.google.com/iam-admin/iam?project=${project}`,
        lenses: ['Open Permissions'],
      },
      {
        what: 'a wrong project',
        is: loggedIn(error('wrongProject')),
        line: /✗ Permission: failed, the account has no such project/,
        helps: `Check "${project}"`,
        lenses: ['Edit Route…'],
      },
    ],
  );
  tell(
    'Region',
    () => world().vertex,
    () => ({ ...faultyRoutes.vertex, location: 'us-central1' }),
    [
      {
        what: 'a location without the model',
        is: () => world().writeLogin(),
        line: /✓ Permission: ok, in project test-project[\s\S]*✗ Model: failed, the location lacks the model/,
        helps: 'Pictures are made in the location "global"',
        lenses: ['Edit Route…'],
      },
    ],
  );
  tell(
    'Company',
    () => undefined,
    () => faultyRoutes.vertex,
    [
      {
        what: 'a certificate that nobody knows',
        is: () => world().writeLogin(),
        proxy: () => world().stranger.proxyUrl,
        line: /✗ Encryption: failed, certificate by “.+”: its certificate is not trusted on this machine/,
        helps: 'NODE_EXTRA_CA_CERTS',
        lenses: ['Open Proxy Settings'],
      },
      {
        what: 'a proxy that does not run',
        is: () => world().writeLogin(),
        proxy: () => 'http://someone:secret-not-real@127.0.0.1:9',
        line: /✗ Proxy: failed, 127\.0\.0\.1:9: the proxy could not be reached/,
        helps: 'Start it, or correct its address in "http.proxy"',
        lenses: ['Open Proxy Settings'],
      },
    ],
  );
});
