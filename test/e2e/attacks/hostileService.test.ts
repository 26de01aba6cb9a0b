import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { loopbackOnly } from '../../harness/loopbackOnly';
import type { World } from '../world';
import { explainFailures, filesIn, generate, relayKey, setKey, startWorld, studioKey } from '../world';
import { attackedWorld, attacksWith, dismiss, generateVia } from './support';

/** A public name, as far as it is written, that leads to this machine. */
const sneaky = 'pictures.example';

/** Stands for a name server that answers with a private address. */
const nameServer = `
const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name === '${sneaky}' ? '127.0.0.1' : name, ...rest);
`;

/** Gives each reply of the host to who asks for it, also if it came before. */
const keepReplies = `
  const replies = new Map();
  const reply = (id) => replies.get(id) ?? replies.set(id, Promise.withResolvers()).get(id);
  globalThis.replyIds = [];
  window.addEventListener('message', ({ data }) => {
    if (data.type !== 'reply') return;
    globalThis.replyIds.push(data.id);
    reply(data.id).resolve(data.error ?? '');
  });
  globalThis.replyTo = (id) => reply(id).promise;
`;

async function connectFourRoutes({ vscode, relay, studio }: World): Promise<void> {
  const baseUrl = relay.url;
  vscode.changeSettings({
    'dualtrack.routes': [
      { id: 'apiyi', preset: 'apiyi', baseUrl },
      { id: 'chat', preset: 'openai-compatible', name: 'Chat', wire: 'chat', baseUrl },
      { id: 'images', preset: 'openai-compatible', name: 'Images', wire: 'images', baseUrl },
      { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
    ],
  });
  await vscode.reload();
  for (const name of ['APIYI', 'Chat', 'Images']) await setKey(vscode, name, relayKey);
  await setKey(vscode, 'Google AI Studio', studioKey);
}

describe('a hostile service', () => {
  const guard = loopbackOnly([sneaky]);
  const world = attackedWorld(() => ({ hostScript: nameServer + guard.hostScript }), connectFourRoutes, {
    mayRest: true,
  });
  beforeEach(() => {
    guard.forget();
    fs.rmSync(path.join(world().vscode.folders[0] ?? '', 'assets'), { recursive: true, force: true });
  });
  const attack = attacksWith(() => {
    assert.equal(world().thief.connections, 0);
    assert.deepEqual(guard.refused(), []);
  });

  for (const status of [301, 302, 303, 307, 308] as const) {
    attack(`leads no wire elsewhere with a redirect of kind ${status}`, async () => {
      const { vscode, relay, studio } = world();
      for (const service of [relay, studio]) {
        service.script({ do: 'redirect', status, to: `${world().thief.url}/elsewhere` }, { times: Infinity });
      }
      await generate(vscode, `a turn of kind ${status}`);
      const { text } = await vscode.toast('None of 4 routes made the picture. Nothing was charged.');
      assert.equal(text.split('its address leads elsewhere').length, 5);
      const wires = relay.paidRequests.map(({ route }) => route.name).sort();
      assert.deepEqual([wires, studio.paidRequests.length], [['chat', 'generate', 'images'], 1]);
    });
  }

  /** An answer of chat that names these as the addresses of its pictures. */
  function linking(addresses: readonly string[]): void {
    const content = addresses.map((address) => `![image](${address})`).join('\n');
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
    world().relay.script({ do: 'status', status: 200, body: { object: 'chat.completion', choices } }, { on: 'chat' });
  }

  async function getsNothingFrom(addresses: readonly string[], prompt: string): Promise<void> {
    const { vscode, relay } = world();
    linking(addresses);
    await generateVia(vscode, 'Chat', prompt);
    const { buttons } = await vscode.toast('No picture.');
    assert.ok(!buttons.includes('Download Again'));
    assert.equal(relay.paidRequests.length, 1);
    assert.deepEqual(filesIn(vscode.folders[0]), []);
  }

  attack('names no picture on this machine by number', async () => {
    const hosts = ['127.0.0.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]'];
    const secure = hosts.map((host) => `https://${host}:${world().thief.port}/a.png`);
    await getsNothingFrom([...secure, `${world().thief.url}/a.png`], 'a number');
  });

  attack('names no picture in a private or link-local network', async () => {
    const hosts = ['10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '[fe80::1]', '[fd00::1]'];
    await getsNothingFrom(
      hosts.map((host) => `https://${host}/a.png`),
      'a network',
    );
  });

  attack('names no picture on this machine by name, also by one that only its name server knows', async () => {
    const hosts = ['localhost', 'localhost.', 'app.localhost', `user:word@${sneaky}`, sneaky];
    await getsNothingFrom(
      hosts.map((host) => `https://${host}:${world().thief.port}/a.png`),
      'a name',
    );
  });

  attack('names a picture on itself, and leads from there to no other place on this machine', async () => {
    const { relay } = world();
    relay.script({ do: 'redirect', to: `${world().thief.url}/a.png` }, { on: 'picture' });
    relay.script({ do: 'redirect', to: `https://127.0.0.1:${world().thief.port}/a.png` }, { on: 'picture' });
    await getsNothingFrom([`${relay.url}/pictures/a.png`, `${relay.url}/pictures/b.png`], 'a detour');
    const fetched = relay.requests.filter(({ route }) => route.name === 'picture');
    assert.equal(fetched.length, 2);
    assert.ok(fetched.every(({ headers }) => !JSON.stringify(headers).includes(relayKey)));
  });

  attack(
    'has it taken for none, also by Download Again, until it is whole, where it gives half a picture as all',
    async () => {
      const { vscode, relay } = world();
      relay.script({ do: 'answer', style: { chat: 'link' } }, { on: 'chat' });
      relay.script({ do: 'cutUntold' }, { on: 'picture', times: 6 });
      await generateVia(vscode, 'Chat', 'half a kite');
      await vscode.clickToast('Download Again', 'No picture.');
      await vscode.toast('The picture did not arrive whole');
      assert.deepEqual(filesIn(vscode.folders[0]), []);
      const inbox = path.join(vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack/inbox');
      assert.ok(fs.readdirSync(inbox).length > 0, 'the raw answer is kept');
      await vscode.clickToast('Download Again', 'The picture did not arrive whole');
      await vscode.toast(/Saved assets\/half-a-kite\.jpg/);
      const saved = fs.readFileSync(path.join(vscode.folders[0] ?? '', 'assets/half-a-kite.jpg'));
      assert.ok(saved.equals(relay.pictures.at(-1)?.bytes() ?? Buffer.alloc(0)));
      assert.equal(relay.paidCount(), 1);
    },
  );
});

describe('an address that is not the one the key was given for', () => {
  const world = attackedWorld(undefined, ({ vscode }) => setKey(vscode, 'Google AI Studio', studioKey));
  const attack = attacksWith(() => assert.equal(world().thief.connections, 0));

  async function moveTo(baseUrl: string): Promise<void> {
    const { vscode } = world();
    vscode.changeSettings({ 'dualtrack.routes': [{ id: 'studio', preset: 'google-ai-studio', baseUrl }] });
    await vscode.reloadByCommand(); // then it is known
    await vscode.runCommand('Dualtrack: Generate Image…');
  }

  const refused: Readonly<Record<string, (port: number) => string>> = {
    'must not hold a user name or password': (port) => `http://generativelanguage.googleapis.com@127.0.0.1:${port}`,
    'must be https, except on this machine': (port) => `http://127.0.0.1.example.invalid:${port}`,
    'must not hold a query or fragment': (port) => `http://127.0.0.1:${port}/?to=generativelanguage.googleapis.com`,
  };
  for (const [reason, address] of Object.entries(refused)) {
    attack(`is told as wrong and gets nothing: it ${reason}`, async () => {
      await moveTo(address(world().thief.port));
      await world().vscode.toast(`dualtrack.routes[0].baseUrl ${reason}`);
    });
  }

  for (const [kind, origin] of Object.entries({
    'another port': (port: number) => `http://127.0.0.1:${port}`,
    'another name of this machine': (port: number) => `http://localhost:${port}`,
  })) {
    attack(`gets no key, but a question that names it: ${kind}`, async () => {
      const { vscode } = world();
      const address = origin(world().thief.port);
      await moveTo(address);
      await vscode.answerInput('a move', 'Generate Image');
      const { message } = await vscode.question('Key for Google AI Studio');
      assert.match(message, new RegExp(`sent to ${new URL(address).host} only`));
      await dismiss(vscode);
      await vscode.toast('Cancelled. Nothing was charged.');
    });
  }
});

describe('a page of the panel that was taken over', () => {
  let world: World;
  let page: Frame;
  let secret: string;

  before(async () => {
    world = await startWorld({ folders: { project: { 'notes.md': 'notes\n' } } });
    await setKey(world.vscode, 'APIYI', relayKey);
    secret = path.join(path.dirname(world.vscode.folders[0] ?? ''), 'secret.txt');
    fs.writeFileSync(secret, 'private words');
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
    await page.getByRole('button', { name: 'Generate' }).waitFor();
    await page.evaluate(keepReplies);
  });
  after(() => world.close());
  explainFailures(() => world);

  /** Posts as the page itself does: VS Code gives that to a page once, and the page has taken it. */
  async function post(message: unknown): Promise<void> {
    const outer = page.parentFrame() ?? assert.fail('the page is in no frame of VS Code');
    await outer.evaluate(`__vscode_post_message__('onmessage', { message: ${JSON.stringify(message)} })`);
  }

  /** The page's own calls count from 1. */
  const firstId = 1_000_000;
  let lastId = firstId;

  /** What the host answers to a call; '' where it has run it. */
  async function call(name: string, input: unknown): Promise<string> {
    lastId += 1;
    await post({ type: 'call', id: lastId, name, input });
    return page.evaluate(`replyTo(${lastId})`);
  }

  const options = { model: 'nano-banana-2', size: '1K', ratio: '1:1' };
  const notUnderstood = 'The panel is out of date. Close it and open it again.';

  it('is answered at all', async () => {
    assert.equal(await call('setOptions', options), '');
  });

  it('makes the host read and send nothing by a path or an address', async () => {
    const { relay, studio } = world;
    const wanted = { prompt: 'a fox', count: 1, ...options };
    const calls: readonly (readonly [string, unknown])[] = [
      ['generate', { ...wanted, references: [secret] }],
      ['generate', { ...wanted, files: [`file://${secret}`] }],
      ['generate', { ...wanted, destination: path.dirname(secret) }],
      ['generate', { ...wanted, baseUrl: studio.url }],
      ['generate', { ...wanted, prompt: { path: secret } }],
      ['addReferences', { uris: [`file://${secret}`] }],
      ['addReferences', [secret]],
      ['removeReference', { referenceId: 'r', path: secret }],
      ['setOptions', { ...options, assetsFolder: '/' }],
      ['picture', { pictureId: 'p', action: 'open', uri: `file://${secret}` }],
      ['picture', { pictureId: 'p', action: 'delete' }],
      ['pictures', { limit: 1_000_000 }],
      ['pictures', { limit: 5, cursor: secret }],
      ['pictures', { limit: 5, folder: path.dirname(secret) }],
      ['thumbnail', { of: 'file', id: secret }],
      ['thumbnail', { of: 'picture', id: 'p', path: secret }],
      ['open', { path: secret }],
      ['__proto__', { path: secret }],
    ];
    for (const [name, input] of calls) assert.ok((await call(name, input)) !== '', JSON.stringify([name, input]));
    assert.equal(await call('addReferences', { uris: [secret] }), notUnderstood);
    assert.equal(relay.requests.length + studio.requests.length, 0);
    assert.equal(await page.locator('.job, .reference-list li').count(), 0);
    assert.ok(!world.vscode.logs().includes('private words'));
  });

  it('opens, inserts and copies nothing by a path where an id belongs', async () => {
    const { vscode } = world;
    const tabs = (): Promise<string[]> => vscode.page.locator('.tabs-container .tab').allInnerTexts();
    const before = await tabs();
    for (const pictureId of [secret, `file://${secret}`, '../secret.txt', '0', 'constructor']) {
      for (const action of ['open', 'insert', 'copyPath', 'recover']) {
        assert.equal(await call('picture', { pictureId, action }), '');
      }
    }
    for (const actionId of [secret, `command:workbench.action.reloadWindow`]) await call('notice', { actionId });
    assert.deepEqual(await tabs(), before);
    assert.equal(await vscode.page.locator('.quick-input-widget').filter({ visible: true }).count(), 0);
  });

  it('gets no answer to what is no call, and the panel lives on', async () => {
    // an answer to a call of the page itself may come at any time
    const replies = (): Promise<unknown[]> =>
      page.evaluate(`replyIds.filter((id) => !(Number.isInteger(id) && id < ${firstId}))`);
    const before = await replies();
    for (const message of [null, secret, 7, [], { type: 'state', state: {} }, { type: 'call', id: 'x', name: 7 }]) {
      await post(message);
    }
    assert.equal(await call('setOptions', options), '');
    assert.deepEqual(await replies(), [...before, lastId]);
  });
});
