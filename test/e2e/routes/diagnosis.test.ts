import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../../emulator/emulator';
import type { Fault } from '../../emulator/faults';
import type { TokenError } from '../../emulator/tokens/tokenEndpoint';
import { unknownName } from '../../harness/workbench/names';
import { faultyRoutes, faultyWorld, project } from '../faultyWorld';
import { clearToasts, generate, relayKey, setKey, studioKey } from '../world';

/** One thing that is wrong, and what the user is told about it. */
interface Row {
  readonly what: string;
  readonly is: Fault | (() => void);
  readonly told: RegExp;
  readonly buttons: readonly string[];
  /** What the first button asks to open, before anything leaves VS Code. */
  readonly page?: string;
  /** The name of a picture of it, for whoever wants to see. */
  readonly shot?: string;
}

describe('what is wrong with a route', () => {
  const world = faultyWorld({ 'dualtrack.timeBudget': 10 });
  let closedPort: number;
  before(async () => (closedPort = await portThatIsClosed()));

  /** Sets the one route, and waits until the prompt names it. */
  async function useRoute(name: string, entry: object, proxy = world().proxy.proxyUrl): Promise<void> {
    const { vscode } = world();
    await useProxy(proxy);
    vscode.changeSettings({ 'dualtrack.routes': [{ ...entry, name }] });
    for (let left = 20; ; left -= 1) {
      await vscode.runCommand('Dualtrack: Generate Image…');
      const { message } = await vscode.question('Generate Image');
      await vscode.press('Escape');
      if (message.includes(name)) return;
      if (left === 0) throw new Error(`the prompt names no ${name}: ${message}`);
    }
  }

  /** One test for each row; the first one also sets the route. */
  function tell(
    name: string,
    service: () => Emulator | undefined,
    set: () => Promise<void>,
    rows: readonly Row[],
  ): void {
    describe(`on ${name}`, () => {
      before(set);
      for (const row of rows) {
        it(`is told for ${row.what}`, async () => {
          if (typeof row.is === 'function') row.is();
          else service()?.script(row.is, { times: Infinity });
          const { vscode } = world();
          await clearToasts(vscode);
          await generate(vscode, row.what);
          const { text, buttons } = await vscode.toast(`• ${name}: `);
          assert.match(text, row.told);
          assert.doesNotMatch(text, /\(\d{3}\)/);
          assert.match(text, /Nothing was charged\.|may have charged/);
          const [first = '', ...rest] = row.buttons;
          const settled = text.includes('may have charged') ? [first, 'Settle…', ...rest].slice(0, 3) : row.buttons;
          assert.deepEqual(buttons, settled);
          if (row.shot) await vscode.screenshot(row.shot);
          if (row.page) await opens(buttons[0] ?? '', row.page);
        });
      }
    });
  }

  async function opens(button: string, page: string): Promise<void> {
    const { vscode } = world();
    await vscode.clickToast(button);
    const { text } = await vscode.modal('open the external website');
    assertShown(text, page);
    await vscode.clickModal('Cancel');
  }

  const error = (name: Extract<Fault, { do: 'error' }>['error'], retryAfterSeconds?: number): Fault => ({
    do: 'error',
    error: name,
    retryAfterSeconds,
  });
  const openKeys = ['Open Keys', 'Set Key', 'Show Log'];
  const openBilling = ['Open Billing', 'Try Again', 'Show Log'];
  const editRoute = ['Edit Route', 'Try Again', 'Show Log'];
  const proxySettings = ['Open Proxy Settings', 'Try Again', 'Show Log'];
  const tryAgain = ['Try Again', 'Show Log'];

  describe('on a key', () => {
    it('is told for one with signs that no header carries, and Set Key mends it', async () => {
      const { vscode, studio } = world();
      await useRoute('Letters', { ...faultyRoutes.studio(world()), id: 'letters' });
      await generate(vscode, 'a key of letters');
      await vscode.answerInput('ключ-not-real', 'Key for Letters');
      const { text, buttons } = await vscode.toast('• Letters: ');
      assert.match(text, /the key contains invalid characters\. Set it again, exactly as the service shows it\.$/);
      assert.deepEqual(buttons, ['Set Key', 'Show Log']);
      await vscode.clickToast('Set Key');
      await vscode.answerInput(studioKey, 'Key for Letters');
      await vscode.toast('Letters has its key.');
      assert.equal(studio.requests.length, 0);
    });
  });

  const useStudio = async (): Promise<void> => {
    await useRoute('Studio', faultyRoutes.studio(world()));
    await setKey(world().vscode, 'Studio', studioKey);
  };
  tell('Studio', () => world().studio, useStudio, [
    {
      what: 'a key that is not valid',
      is: error('badKey'),
      told: /Studio: the key was not accepted\. “This API key is not valid here\.”/,
      buttons: ['Set Key', 'Show Log'],
    },
    {
      what: 'a leaked key',
      is: error('leakedKey'),
      told: /the key was found in public and is blocked\. Make a new key .*keep it out of files/,
      buttons: openKeys,
      page: 'https://aistudio.google.com/apikey',
    },
    {
      what: 'a key that ended',
      is: error('expiredKey'),
      told: /the key has expired\. Make a new key/,
      buttons: openKeys,
    },
    {
      what: 'a key for other APIs',
      is: error('restrictedKey'),
      told: /the key is not allowed to do this\. Its restrictions .* are set where the key was made/,
      buttons: openKeys,
    },
    {
      what: 'a key of another kind',
      is: error('bearerKey'),
      told: /it needs a different kind of credential/,
      buttons: ['Set Key', 'Show Log'],
    },
    { what: 'no key at all', is: error('noKey'), told: /no key/, buttons: ['Set Key', 'Show Log'] },
    {
      what: 'a suspended project',
      is: error('suspended'),
      told: /the account or project is suspended\. Only the service can lift this\./,
      buttons: ['Open Project', 'Try Again', 'Show Log'],
      page: 'https://aistudio.google.com/projects',
    },
    {
      what: 'a region without pictures',
      is: error('region'),
      told: /not available in this region\. No setting fixes this; use another route/,
      buttons: ['Connect a Route', 'Show Log'],
    },
    {
      what: 'no prepaid credit',
      is: error('credit'),
      told: /no prepaid credit left\. Google has reported this wrongly before; check your balance/,
      buttons: openBilling,
      page: 'https://aistudio.google.com/billing',
    },
    {
      what: 'a free key, which is no rate limit',
      is: error('freeTier'),
      shot: 'diagnosis-free-tier',
      told: /a free-tier key can’t make pictures\. Waiting won’t help; enable billing\./,
      buttons: openBilling,
    },
    { what: 'a rate limit', is: error('rateLimit', 600), told: /too many requests now/, buttons: tryAgain },
    {
      what: 'a quota of the day',
      is: error('dailyQuota'),
      told: /the quota is used up/,
      buttons: ['Connect a Route', 'Show Log'],
    },
    {
      what: 'a web page at an address of one’s own',
      is: { do: 'html' },
      told: /a web page instead of an answer\. The address is probably wrong: .* 127\.0\.0\.1:\d+ /,
      buttons: editRoute,
    },
    {
      what: 'an address that leads elsewhere',
      is: { do: 'redirect', to: 'https://elsewhere.example/' },
      told: /its address leads elsewhere\. The address is probably wrong/,
      buttons: editRoute,
    },
    {
      what: 'an empty 502',
      is: { do: 'status', status: 502, headers: { 'retry-after': '600' } },
      told: /an empty answer\. That is often a proxy or VPN on this machine/,
      buttons: proxySettings,
    },
  ]);

  const useRelay = async (): Promise<void> => {
    await useRoute('Relay', faultyRoutes.relay(world()));
    await setKey(world().vscode, 'Relay', relayKey);
  };
  tell('Relay', () => world().relay, useRelay, [
    {
      what: 'a group without the model',
      is: error('unknownModel'),
      told: /the group of the key lacks the model\. Choose a group that has it/,
      buttons: openKeys,
      page: 'https://api.apiyi.com/token',
    },
    {
      what: 'no credit',
      is: error('credit'),
      told: /no credit left\. “/,
      buttons: openBilling,
      page: 'https://api.apiyi.com/account/profile',
    },
    {
      what: 'a path that is not served',
      is: error('unknownPath'),
      told: /nothing is served at this address\. The address is probably wrong/,
      buttons: editRoute,
    },
  ]);

  const useOwn = (name: string, baseUrl: () => string) => () => useRoute(name, faultyRoutes.own(baseUrl()));
  const nothing = (): undefined => undefined;
  const asItIs = (): void => undefined;
  tell(
    'Local',
    nothing,
    useOwn('Local', () => `http://127.0.0.1:${closedPort}`),
    [
      {
        what: 'a server that does not run',
        is: asItIs,
        told: /nothing is listening at its address\. Is the server at 127\.0\.0\.1:\d+ running\?/,
        buttons: ['Test Routes', 'Try Again', 'Show Log'],
      },
    ],
  );
  tell(
    'Nameless',
    nothing,
    useOwn('Nameless', () => `https://${unknownName}`),
    [
      {
        what: 'a name that nobody knows',
        is: asItIs,
        told: /its address could not be found\. Check the address nowhere\.example and the connection of this machine/,
        buttons: ['Test Routes', 'Try Again', 'Show Log'],
      },
    ],
  );
  tell(
    'Unknown',
    nothing,
    useOwn('Unknown', () => 'https://unknown.example'),
    [
      {
        what: 'a proxy that refuses',
        is: asItIs,
        told: /the proxy refused the connection\. Whoever runs it can let unknown\.example through/,
        buttons: proxySettings,
      },
    ],
  );
  tell(
    'Other',
    nothing,
    useOwn('Other', () => 'https://other.example'),
    [
      {
        what: 'a proxy that asks for a password',
        is: () => world().proxy.answerConnects(407),
        told: /the proxy asks for a password\. See the settings "http\.proxy"/,
        buttons: proxySettings,
      },
      {
        what: 'a certificate for another name',
        is: asItIs,
        told: /its certificate belongs to another name\. .* may answer for other\.example/,
        buttons: ['Test Routes', 'Try Again', 'Show Log'],
      },
    ],
  );

  const useVertex = () => useRoute('Vertex', faultyRoutes.vertex);
  const signIn = ['Sign In…', 'Try Again', 'Show Log'];
  const token = (name: TokenError) => () => {
    world().writeLogin();
    world().proxy.failTokens(name, 20); // as often as it is asked for
  };
  const loggedIn = (fault: Fault) => () => {
    world().writeLogin();
    world().vertex.script(fault, { times: Infinity });
  };
  tell('Vertex', () => world().vertex, useVertex, [
    {
      what: 'a machine without a login',
      is: asItIs,
      told: /there is no gcloud login on this machine\. Sign in .*`gcloud auth application-default login`\./,
      buttons: signIn,
    },
    {
      what: 'a login that cannot be read',
      is: () => world().writeLogin({ type: 'external_account' }),
      told: /the credentials cannot be used\. It takes service accounts and gcloud logins/,
      buttons: signIn,
    },
    {
      what: 'a wrong clock',
      is: token('badClock'),
      told: /the clock of this machine is wrong\. Set its date and time/,
      buttons: tryAgain,
    },
    {
      what: 'a login that was withdrawn',
      is: token('badClient'),
      told: /the credentials are no longer valid\. Sign in on the machine/,
      buttons: signIn,
    },
    { what: 'a login that ended', is: token('reauth'), told: /the gcloud login has ended\. Sign in/, buttons: signIn },
    {
      what: 'an API that is off',
      is: loggedIn(error('apiDisabled')),
      shot: 'diagnosis-api',
      told: /the API is not enabled in the project\. Enable it and try again/,
      buttons: ['Enable API', 'Try Again', 'Show Log'],
      page: `https://console.developers.google.com/apis/api/aiplatform.googleapis.com/overview?project=${project}`,
    },
    {
      what: 'a project without billing',
      is: loggedIn(error('billingDisabled')),
      told: /the project has no billing\. Link a billing account/,
      buttons: openBilling,
      page: `https://console.cloud.google.com/billing/linkedaccount?project=${project}`,
    },
    {
      what: 'a missing role',
      is: loggedIn(error('noPermission')),
      told: /the account lacks a role in the project\. Give it the role "Vertex AI User"\./,
      buttons: ['Open Permissions', 'Try Again', 'Show Log'],
      page: `https://console.cloud.google.com/iam-admin/iam?project=${project}`,
    },
    {
      what: 'a wrong project',
      is: loggedIn(error('wrongProject')),
      told: /the account has no such project\. Check "test-project"/,
      buttons: editRoute,
    },
    {
      what: 'a sign-in page of the network',
      is: loggedIn({ do: 'redirect', to: 'https://portal.example/' }),
      told: /its address leads elsewhere\. A sign-in page of the network may be in the way/,
      buttons: tryAgain,
    },
  ]);

  describe('on a login that ended', () => {
    it('leads to a terminal with the login that waits for Enter', async () => {
      const { vscode } = world();
      await useVertex();
      token('reauth')();
      await clearToasts(vscode);
      await generate(vscode, 'sign in');
      await vscode.toast('the gcloud login has ended');
      await vscode.clickToast('Sign In…');
      await vscode.page.locator('.terminal-wrapper.active').waitFor();
      await vscode.page.locator('.part.panel').getByText('Sign In').first().waitFor();
      await vscode.screenshot('diagnosis-sign-in');
      await vscode.runCommand('Terminal: Kill All Terminals');
    });
  });

  const useRegion = () => useRoute('Region', { ...faultyRoutes.vertex, location: 'us-central1' });
  tell('Region', () => world().vertex, useRegion, [
    {
      what: 'a location without the model',
      is: () => world().writeLogin(),
      told: /the location lacks the model\. Pictures are made in the location "global", not in "us-central1"\./,
      buttons: editRoute,
    },
  ]);

  async function useProxy(url: string): Promise<void> {
    const { vscode } = world();
    if (vscode.readSettings()['http.proxy'] === url) return;
    vscode.changeSettings({ 'http.proxy': url });
    await vscode.reload(); // connections through the other proxy are still open
  }

  const useStranger = () => useRoute('Company', faultyRoutes.vertex, world().stranger.proxyUrl);
  tell('Company', () => world().vertex, useStranger, [
    {
      what: 'a proxy whose certificate nobody knows',
      shot: 'diagnosis-certificate',
      is: () => world().writeLogin(),
      told: /its certificate is not trusted on this machine\. A company proxy may sign .*NODE_EXTRA_CA_CERTS/,
      buttons: proxySettings,
    },
  ]);

  const useNoProxy = () =>
    useRoute('Lonely', faultyRoutes.vertex, `http://someone:secret-not-real@127.0.0.1:${closedPort}`);
  tell('Lonely', () => world().vertex, useNoProxy, [
    {
      what: 'a proxy that does not run',
      is: () => world().writeLogin(),
      told: /the proxy could not be reached\. Start it, or correct its address in "http\.proxy"/,
      buttons: proxySettings,
    },
  ]);

  describe('on one route only', () => {
    it('is not answered by another route unless the user says so', async () => {
      const { vscode, studio, relay } = world();
      await useProxy(world().proxy.proxyUrl);
      vscode.changeSettings({
        'dualtrack.routes': [
          { ...faultyRoutes.studio(world()), name: 'Studio' },
          { ...faultyRoutes.relay(world()), name: 'Relay' },
        ],
      });
      await vscode.reload();
      await setKey(vscode, 'Studio', studioKey);
      await setKey(vscode, 'Relay', relayKey);
      studio.script(error('credit'), { times: Infinity });
      await vscode.runCommand('Dualtrack: Generate Image…');
      await vscode.page.locator('.quick-input-widget [aria-label="Use one route only, this time"]').click();
      await vscode.pickItem('Studio');
      await vscode.answerInput('only here first', 'Generate Image');
      const { buttons } = await vscode.toast('no prepaid credit left');
      assert.deepEqual(buttons, ['Open Billing', 'Try Other Route', 'Try Again']);
      assert.equal(relay.requests.length, 0);
      await vscode.clickToast('Try Other Route');
      await vscode.toast('Saved assets/only-here-first.jpg via Relay');
      assert.deepEqual([studio.paidCount(), relay.paidCount()], [0, 1]);
    });
  });
});

/** VS Code asks about an address without the middle of what follows its `?`. */
function assertShown(text: string, address: string): void {
  const { origin, pathname, search } = new URL(address);
  assert.ok(text.includes(origin + pathname), text);
  if (search) assert.match(text, new RegExp(`\\?\\.\\.\\.\\S*${search.slice(-4)}$`));
}

/** A port of this machine where nobody listens. */
async function portThatIsClosed(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
