import assert from 'node:assert/strict';
import type { CallMessage } from '../../../src/panel/rpc';
import { PanelCaller, answerCall } from '../../../src/panel/rpc';

const describeError = (error: unknown): string => `Sorry: ${error instanceof Error ? error.message : String(error)}`;

const fox = {
  id: 'fox',
  path: 'assets/fox.png',
  prompt: 'a fox',
  details: '',
  saved: true,
  gone: false,
  day: '2026-11-30',
  pixels: { width: 1024, height: 768 },
  cost: '$0.055',
  favourite: false,
};

/** A caller whose messages are collected instead of sent. */
function collectingCaller(): { caller: PanelCaller; sent: CallMessage[] } {
  const sent: CallMessage[] = [];
  return { caller: new PanelCaller((message) => sent.push(message)), sent };
}

describe('PanelCaller', () => {
  it('sends a call with its input and resolves it with its reply', async () => {
    const { caller, sent } = collectingCaller();
    const call = caller.call('cancel', { jobId: 'job-1' });
    assert.deepEqual(sent, [{ type: 'call', id: 1, name: 'cancel', input: { jobId: 'job-1' } }]);
    caller.settle({ type: 'reply', id: 1 });
    await call;
  });

  it('rejects a call with the sentence of an error reply', async () => {
    const { caller } = collectingCaller();
    const call = caller.call('cancelAll', {});
    caller.settle({ type: 'reply', id: 1, error: 'The folder is gone.' });
    await assert.rejects(call, { message: 'The folder is gone.' });
  });

  it('resolves a call with its result', async () => {
    const { caller } = collectingCaller();
    const page = caller.call('pictures', { limit: 2 });
    const result = { pictures: [fox], days: [], next: '5.fox', revision: 3 };
    caller.settle({ type: 'reply', id: 1, result });
    assert.deepEqual(await page, result);
  });

  for (const [what, name, result] of [
    ['nothing where a page is due', 'pictures', undefined],
    ['a picture without its id', 'pictures', { pictures: [{ ...fox, id: undefined }], days: [] }],
    ['a picture without pixels', 'pictures', { pictures: [{ ...fox, pixels: { width: 0, height: 1 } }], days: [] }],
    ['a cost that is a story', 'pictures', { pictures: [{ ...fox, cost: '$'.repeat(101) }], days: [] }],
    ['a cursor that is no text', 'pictures', { pictures: [], days: [], next: 7 }],
    ['a thumbnail without an address', 'thumbnail', {}],
    ['bytes for a thumbnail', 'thumbnail', { bytes: [1, 2, 3] }],
    ['texts that are not all there', 'ready', { texts: { title: 'Panel' }, vertex: {} }],
    ['something where nothing is due', 'cancelAll', { path: '/etc/passwd' }],
  ] as const) {
    it(`rejects a call that is answered with ${what}`, async () => {
      const { caller } = collectingCaller();
      const inputs = {
        pictures: { limit: 2 },
        thumbnail: { of: 'picture', id: 'fox' },
        ready: {},
        cancelAll: {},
      } as const;
      const call = caller.call(name, inputs[name]);
      caller.settle({ type: 'reply', id: 1, result });
      await assert.rejects(call, { message: `The answer to ${name} was not understood.` });
    });
  }

  it('gives each of two calls its own reply when they come in the other order', async () => {
    const { caller, sent } = collectingCaller();
    const first = caller.call('notice', { actionId: 'a' });
    const second = caller.call('notice', { actionId: 'b' });
    const [one, two] = sent.map(({ id }) => id);
    caller.settle({ type: 'reply', id: two ?? 0, error: 'second' });
    caller.settle({ type: 'reply', id: one ?? 0, result: {} });
    assert.deepEqual(await first, {});
    await assert.rejects(second, { message: 'second' });
  });

  it('ignores a reply to a call that it never made', async () => {
    const { caller } = collectingCaller();
    const call = caller.call('cancelAll', {});
    caller.settle({ type: 'reply', id: 99, error: 'not yours' });
    caller.settle({ type: 'reply', id: 1 });
    await call;
  });

  it('rejects all that waits when it is disposed, and every call after that without sending it', async () => {
    const { caller, sent } = collectingCaller();
    const waiting = [caller.call('cancelAll', {}), caller.call('cancel', { jobId: 'x' })];
    caller.dispose();
    for (const call of waiting) await assert.rejects(call);
    await assert.rejects(caller.call('cancelAll', {}));
    assert.equal(sent.length, 2);
  });
});

describe('answerCall', () => {
  it('runs the call and replies under its id', async () => {
    const ran: unknown[] = [];
    const reply = await answerCall(
      { type: 'call', id: 7, name: 'cancel', input: { jobId: 'j' } },
      async (name, input) => void ran.push([name, input]),
      describeError,
    );
    assert.deepEqual(reply, { type: 'reply', id: 7 });
    assert.deepEqual(ran, [['cancel', { jobId: 'j' }]]);
  });

  it('replies with the result, as postMessage carries it', async () => {
    const { caller, sent } = collectingCaller();
    const call = caller.call('thumbnail', { of: 'picture', id: 'fox' });
    const reply = await answerCall(structuredClone(sent[0]), async () => ({ src: 'fox.jpg' }), describeError);
    assert.deepEqual(reply, { type: 'reply', id: 1, result: { src: 'fox.jpg' } });
    caller.settle(structuredClone(reply));
    assert.deepEqual(await call, { src: 'fox.jpg' });
  });

  it('replies with a sentence when the call rejects', async () => {
    const reply = await answerCall(
      { type: 'call', id: 8, name: 'ready', input: {} },
      async () => Promise.reject(new Error('disk full')),
      describeError,
    );
    assert.deepEqual(reply, { type: 'reply', id: 8, error: 'Sorry: disk full' });
  });

  it('replies with a sentence when the call throws before it returns a promise', async () => {
    const thrower = (): Promise<void> => {
      throw new Error('at once');
    };
    const reply = await answerCall({ type: 'call', id: 9, name: 'ready', input: {} }, thrower, describeError);
    assert.deepEqual(reply, { type: 'reply', id: 9, error: 'Sorry: at once' });
  });

  for (const message of [
    undefined,
    null,
    'call',
    7,
    {},
    { type: 'state', id: 1, name: 'ready' },
    { type: 'call', id: 'one', name: 'ready' },
    { type: 'call', id: 1.5, name: 'ready' },
    { type: 'call', id: 1, name: ['ready'] },
  ]) {
    it(`runs nothing and replies nothing to ${JSON.stringify(message)}`, async () => {
      const run = async (): Promise<void> => assert.fail('ran');
      assert.equal(await answerCall(message, run, describeError), undefined);
    });
  }

  it('settles a call end to end, over what postMessage can carry', async () => {
    const { caller, sent } = collectingCaller();
    const call = caller.call('notice', { actionId: 'retry' });
    const reply = await answerCall(
      structuredClone(sent[0]),
      async () => Promise.reject(new Error('no')),
      describeError,
    );
    assert(reply);
    caller.settle(structuredClone(reply));
    await assert.rejects(call, { message: 'Sorry: no' });
  });
});
