import assert from 'node:assert/strict';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { loopbackOnly } from '../../harness/loopbackOnly';
import { attacksWith, generateVia, setFolderSettings } from '../attacks/support';
import type { Internet } from '../internet';
import { lookAlike, pictureHost, realHosts, realRoutes, startInternet } from '../internet';
import { answerFileDialog, eachAfresh, explainFailures, filesIn, relayKey, setKey, studioKey } from '../world';

describe('behind a proxy with a certificate of a private authority', () => {
  const guard = loopbackOnly();
  let internet: Internet;
  let vscode: VsCode;
  /** Made while the window was opened and keys were set. */
  let requestsAtStart: number;

  before(async () => {
    internet = await startInternet();
    vscode = await openVsCode({
      settings: {
        'http.proxy': internet.proxy.proxyUrl,
        'files.simpleDialog.enable': true,
        'dualtrack.timeBudget': 10,
        'dualtrack.routes': realRoutes,
      },
      env: { NODE_EXTRA_CA_CERTS: internet.proxy.caFile },
      hostScript: guard.hostScript,
    });
    await setKey(vscode, 'Google AI Studio', studioKey);
    for (const name of ['APIYI', 'LaoZhang', 'OpenAI']) await setKey(vscode, name, relayKey);
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('Vertex AI');
    await answerFileDialog(vscode, internet.keyFile, 'Key File of the Service Account');
    await vscode.toast('Vertex AI has its key.');
    requestsAtStart = internet.requests();
  });
  after(async () => {
    await vscode.close();
    await internet.close();
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [internet.studio, internet.relay, internet.vertex] }), { mayRest: true });
  beforeEach(() => guard.forget());

  /** A test after which nothing has tried to go past the proxy. */
  const throughProxy = attacksWith(() => assert.deepEqual(guard.refused(), []));

  /** The hosts that the proxy was asked for while `work` was done. */
  async function hostsDuring(work: () => Promise<unknown>): Promise<string[]> {
    const before = internet.proxy.connects.length;
    await work();
    return internet.proxy.connects.slice(before).map(({ host }) => host);
  }

  async function deliversVia(name: keyof typeof realHosts, prompt: string): Promise<string[]> {
    const hosts = await hostsDuring(async () => {
      await generateVia(vscode, name, prompt);
      await vscode.toast(new RegExp(`Saved assets/${prompt.replaceAll(' ', '-')}\\.(jpg|png) via ${name}`));
    });
    assert.ok(hosts.includes(realHosts[name]), `the proxy was asked for ${hosts.join(', ') || 'nothing'}`);
    return hosts;
  }

  throughProxy('no request is made before the user wants a picture', async () => {
    assert.equal(requestsAtStart, 0);
  });

  throughProxy('generateContent with a key goes through it', async () => {
    await deliversVia('Google AI Studio', 'a proxy of glass');
    await deliversVia('APIYI', 'a proxy of wood');
    assert.deepEqual([internet.studio.paidCount(), internet.relay.paidCount()], [1, 1]);
  });

  throughProxy('chat goes through it, and so does a picture that the answer names by a public address', async () => {
    internet.relay.script({ do: 'answer', style: { chat: 'link' } }, { on: 'chat' });
    const hosts = await deliversVia('LaoZhang', 'a proxy of paper');
    assert.deepEqual(hosts, [realHosts.LaoZhang, pictureHost]);
    const fetched = internet.relay.requests.filter(({ route }) => route.name === 'picture');
    assert.ok(fetched.length === 1 && !JSON.stringify(fetched[0]?.rawHeaders).includes(relayKey));
  });

  throughProxy(
    'a picture that could not be fetched is offered in the message and in the panel until it is there',
    async () => {
      const { relay } = internet;
      let isDown = true;
      relay.script({ do: 'status', status: 404, body: {} }, { on: 'picture', times: Infinity, only: () => isDown });
      relay.script({ do: 'answer', style: { chat: 'link' } }, { on: 'chat' });
      await generateVia(vscode, 'LaoZhang', 'a lost kite');
      assert.ok((await vscode.toast('No picture.')).buttons.includes('Download Again'));
      await vscode.clickToast('Download Again');
      const second = /^(?![\s\S]*No picture\.)[\s\S]*404/; // not the first message, which may be there for a moment
      assert.ok((await vscode.toast(second)).buttons.includes('Download Again')); // it can be tried once more
      await vscode.runCommand('Dualtrack: Open Image Panel');
      const page = await vscode.webviewFrame('Dualtrack');
      const notice = page.locator('.notice');
      await notice.getByText('is ready but hasn’t been downloaded.').waitFor();
      await vscode.screenshot('panel-unfetched');
      isDown = false;
      await notice.getByRole('button', { name: 'Download Again' }).click();
      await page.getByRole('img', { name: 'a lost kite' }).waitFor();
      await notice.getByText('Saved assets/a-lost-kite').waitFor();
      await notice.getByRole('button', { name: 'Download Again' }).first().waitFor({ state: 'detached' });
      assert.equal(relay.paidCount(), 1);
      assert.equal(filesIn(vscode.folders[0]).filter((name) => name.startsWith('a-lost-')).length, 1);
    },
  );

  throughProxy('a picture whose fetching was cancelled can be fetched still', async () => {
    const { relay } = internet;
    relay.script({ do: 'answer', style: { chat: 'link' } }, { on: 'chat' });
    relay.script({ do: 'hang', when: 'beforeHeaders' }, { on: 'picture' });
    await generateVia(vscode, 'LaoZhang', 'a kite let go');
    await relay.arrived(1, 'picture');
    await vscode.clickToast('Cancel', 'Generate Image');
    await vscode.clickToast('Download Again', 'Cancelled');
    await vscode.toast('Saved assets/a-kite-let-go.jpg via LaoZhang');
    assert.equal(relay.paidCount(), 1);
  });

  throughProxy('images goes through it', async () => {
    await setFolderSettings(vscode, { 'dualtrack.model': 'gpt-image' });
    await deliversVia('OpenAI', 'a proxy of stone');
    assert.equal(internet.relay.paidRequests.at(-1)?.route.name, 'images');
  });

  throughProxy('Vertex AI goes through it, and so does its token, which only Google is asked for', async () => {
    await vscode.reload(); // a token is kept in memory
    const tokens = internet.proxy.tokenRequests.length;
    const hosts = await deliversVia('Vertex AI', 'a proxy of steel');
    assert.deepEqual(hosts, ['oauth2.googleapis.com', realHosts['Vertex AI']]);
    assert.equal(internet.proxy.tokenRequests.length - tokens, 1);
    assert.equal(internet.thief.requests.length, 0);
  });

  throughProxy('it is used also where agents of others come before VS Code’s', async () => {
    vscode.changeSettings({ 'http.proxySupport': 'on' });
    await vscode.reload();
    await deliversVia('Google AI Studio', 'a proxy of clay');
  });

  throughProxy('a redirect of Vertex AI is not followed', async () => {
    internet.vertex.script({ do: 'redirect', status: 307, to: `https://${lookAlike}/v1/chat/completions` });
    const hosts = await hostsDuring(async () => {
      await generateVia(vscode, 'Vertex AI', 'a detour');
      await vscode.toast('its address leads elsewhere');
    });
    assert.ok(!hosts.includes(lookAlike));
  });

  throughProxy('a host that only looks like the service gets no key, but a question that names it', async () => {
    const moved = { id: 'studio', preset: 'google-ai-studio', baseUrl: `https://${lookAlike}` };
    vscode.changeSettings({ 'dualtrack.routes': [moved, ...realRoutes.slice(1)] });
    await vscode.reload();
    const hosts = await hostsDuring(async () => {
      await generateVia(vscode, 'Google AI Studio', 'a mask');
      assert.match(
        (await vscode.question('Key for Google AI Studio')).message,
        new RegExp(`sent to ${lookAlike} only`),
      );
      await vscode.press('Escape');
      await vscode.toast('Cancelled. Nothing was charged.');
    });
    assert.deepEqual([hosts, internet.thief.requests.length], [[], 0]);
  });

  throughProxy('the proxy is not asked for private hosts that an answer names, nor after a redirect', async () => {
    const { relay } = internet;
    const addresses = [
      'https://10.0.0.1/a.png',
      'https://169.254.169.254/b.png',
      `https://${pictureHost}/pictures/c.png`,
    ];
    const content = addresses.map((address) => `![image](${address})`).join('\n');
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
    relay.script({ do: 'status', status: 200, body: { object: 'chat.completion', choices } }, { on: 'chat' });
    relay.script({ do: 'redirect', to: 'https://192.168.0.1/c.png' }, { on: 'picture' });
    const hosts = await hostsDuring(async () => {
      await generateVia(vscode, 'LaoZhang', 'a cellar');
      await vscode.toast('No picture.');
    });
    assert.deepEqual(hosts, [realHosts.LaoZhang, pictureHost]);
    assert.ok(!filesIn(vscode.folders[0]).some((name) => name.startsWith('a-cellar')));
  });
});
