import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/emulator';
import type { Fault } from '../../emulator/faults';
import { breakOf, chat, emulators, generate } from './requests';

/** Plays one fault on one request, and leaves it if it hangs. */
async function play(emulator: Emulator, fault: Fault): Promise<void> {
  const client = new AbortController();
  emulator.script(fault);
  const answer = breakOf(generate(emulator, { signal: client.signal }).then((response) => response.text()));
  if (fault.do === 'hang') {
    await emulator.arrived(1);
    client.abort();
  }
  await answer;
  await Promise.all(emulator.requests.map(({ closed }) => closed));
}

describe('the bill of the emulator', () => {
  const start = emulators();

  it('charges Google pictures by their tokens and relay pictures by the call', async () => {
    const [studio, relay] = await Promise.all([start({ kind: 'ai-studio' }), start({ kind: 'relay' })]);
    await generate(studio, { config: { imageConfig: { imageSize: '4K' } } });
    await chat(relay, { image_config: { image_size: '4K' } });
    assert.ok(Math.abs(studio.paidUsd() - 0.151) < 0.002, String(studio.paidUsd()));
    assert.equal(relay.paidUsd(), 0.055);
    assert.deepEqual(
      { ...relay.bill[0], at: 0 },
      {
        request: 1,
        what: 'picture',
        modelId: 'gemini-3.1-flash-image',
        size: '4K',
        usd: 0.055,
        at: 0,
        delivered: true,
      },
    );
  });

  it('charges each draft at Google', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'answer', style: { drafts: 1 } });
    await generate(studio);
    assert.ok(studio.paidUsd() > 2 * 0.067);
    assert.equal(studio.paidCount(), 1);
  });

  const paid: readonly Fault[] = [
    { do: 'cut' },
    { do: 'drop', when: 'afterReading' },
    { do: 'drop', when: 'midBody' },
    { do: 'hang', when: 'beforeHeaders' },
    { do: 'hang', when: 'midBody' },
  ];
  for (const fault of paid) {
    it(`charges a picture that never arrived: ${JSON.stringify(fault)}`, async () => {
      const relay = await start({ kind: 'relay' });
      await play(relay, fault);
      assert.deepEqual([relay.paidCount(), relay.bill[0]?.delivered], [1, false]);
    });
  }

  const unpaid: readonly Fault[] = [
    { do: 'status', status: 502 },
    { do: 'error', error: 'overloaded' },
    { do: 'error', error: 'rateLimit' },
    { do: 'html' },
    { do: 'redirect', to: 'https://elsewhere.example/' },
    { do: 'drop', when: 'beforeReading' },
    { do: 'cut', billed: false },
    { do: 'noPicture', how: 'imageSafety' },
    { do: 'noPicture', how: 'empty' },
  ];
  for (const fault of unpaid) {
    it(`charges nothing for ${JSON.stringify(fault)}`, async () => {
      const relay = await start({ kind: 'relay' });
      await play(relay, fault);
      assert.deepEqual([relay.bill.length, relay.requests.length], [0, 1]);
    });
  }

  it('charges what a gateway gave up on, unless the service is told not to', async () => {
    const [strict, kind] = [
      await start({ kind: 'relay' }),
      await start({ kind: 'relay', billing: { gatewayTimeouts: false } }),
    ];
    for (const relay of [strict, kind]) await play(relay, { do: 'error', error: 'gatewayTimeout' });
    assert.deepEqual([strict.paidCount(), strict.bill[0]?.delivered, kind.paidCount()], [1, false, 0]);
  });

  it('takes back an abandoned picture where the service does so', async () => {
    const relay = await start({ kind: 'relay', billing: { abandoned: false } });
    await play(relay, { do: 'hang', when: 'beforeHeaders' });
    await play(relay, { do: 'cut' });
    await play(relay, { do: 'answer' });
    assert.equal(relay.paidCount(), 1);
  });

  it('charges a refusal as its service does: tokens at Google, a picture at a relay', async () => {
    const [studio, relay] = await Promise.all([start({ kind: 'ai-studio' }), start({ kind: 'relay' })]);
    for (const emulator of [studio, relay]) await play(emulator, { do: 'noPicture', how: 'noImage' });
    assert.deepEqual([studio.bill[0]?.what, studio.paidCount(), relay.paidCount()], ['tokens', 0, 1]);
    assert.ok(studio.paidUsd() > 0 && studio.paidUsd() < 0.002);
  });

  it('charges nothing for what was never taken', async () => {
    const studio = await start({ kind: 'ai-studio' });
    await generate(studio, { key: 'other-key-not-real' });
    await generate(studio, { model: 'no-such-model' });
    await generate(studio, { config: { imageConfig: { imageSize: '8K' } } });
    studio.script({ do: 'hang', when: 'midBody' });
    await generate(studio, { model: 'no-such-model' }).then((response) => response.body?.cancel());
    assert.equal(studio.bill.length, 0);
  });
});
