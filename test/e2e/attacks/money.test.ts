import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from 'fast-png';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { door } from '../door/door';

const png = Buffer.from(encode({ width: 2, height: 2, channels: 3, data: new Uint8Array(12).fill(90) })).toString(
  'base64',
);

const completion = (content: string, more: object = {}): object => ({
  object: 'chat.completion',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
  ...more,
});

describe('a service that lies about money', () => {
  let folder: string;
  let liar: Emulator;
  let honest: Emulator;

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-money-'));
    const start = (): Promise<Emulator> => startEmulator({ kind: 'relay', keys: ['test'] });
    [liar, honest] = [await start(), await start()];
  });
  after(async () => {
    await Promise.all([liar.close(), honest.close()]);
    fs.rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    liar.reset();
    honest.reset();
  });

  const behind = (): object => ({
    id: 'honest',
    preset: 'openai-compatible',
    wire: 'images',
    baseUrl: honest.url,
    key: 'test',
  });
  const says = (body: unknown): void => liar.script({ do: 'status', status: 200, body }, { times: Infinity });
  const run = (first: object) =>
    door(folder, [{ id: 'liar', baseUrl: liar.url, key: 'test', ...first }, behind()], '--prompt', 'a fox');
  const chat = { preset: 'apiyi', wire: 'chat' };

  async function stopsAfterOne(first: object): Promise<void> {
    const { lines } = await run(first);
    assert.deepEqual([liar.requests.length, honest.requests.length], [1, 0]);
    assert.ok(['unknown', 'billed'].includes(lines[0]?.charge ?? ''), lines[0]?.charge);
  }

  it('is not believed in the model’s words that nothing was charged', async () => {
    says(completion('I could not do it. You will not be charged for this.'));
    await stopsAfterOne(chat);
  });

  it('is believed where it says that something was paid beside an error', async () => {
    says({ choices: [{ error: { code: 502, message: 'Upstream broke' } }], usage: { cost: 0.067 } });
    await stopsAfterOne({ preset: 'openrouter', wire: 'chat' });
  });

  it('is believed where it says in a field of its own that something was paid', async () => {
    says({ error: { code: 429, message: 'Too many requests' }, x_pricing: { total_cost: '0.067' } });
    await stopsAfterOne({ preset: 'openai-compatible', wire: 'chat' });
  });

  it('is not believed where it only quotes that nothing is charged', async () => {
    const finishMessage = 'No sign "You will not be charged for this" was drawn.';
    says({ candidates: [{ finishReason: 'IMAGE_OTHER', finishMessage }] });
    await stopsAfterOne({ preset: 'gemini-compatible' });
  });

  it('is asked for no successor of a model whose loss may have been charged', async () => {
    says({ success: false, message: 'no available channel for model x' });
    await door(
      folder,
      [{ id: 'liar', preset: 'laozhang', wire: 'chat', baseUrl: liar.url, key: 'test' }],
      '--prompt',
      'a fox',
    );
    assert.equal(liar.requests.length, 1);
  });

  it('is never free under a good status where it bills every answer', async () => {
    says({ error: { code: 429, message: 'Too many requests' } });
    await stopsAfterOne({ preset: 'laozhang', wire: 'chat' });
  });

  it('is not Google because its entry says so: an answer without a picture is paid once', async () => {
    says({ candidates: [{ finishReason: 'NO_IMAGE', content: { parts: [] } }] });
    await stopsAfterOne({ preset: 'google-ai-studio' });
  });

  it('is booked with what the maker took from the user’s own key', async () => {
    const usage = { cost: 0, is_byok: true, cost_details: { upstream_inference_cost: 0.05 } };
    says({ ...completion(`![](data:image/png;base64,${png})`), usage });
    const { lines } = await run({ preset: 'openrouter', wire: 'chat' });
    assert.deepEqual([lines[0]?.charge, lines[0]?.costUsd], ['billed', 0.05]);
  });

  it('is not booked with a sum that no picture costs', async () => {
    says({ ...completion(`![](data:image/png;base64,${png})`), usage: { cost: 10_000_000 } });
    const { lines } = await run({ preset: 'openrouter', wire: 'chat' });
    assert.equal(lines[0]?.charge, 'billed');
    assert.ok((lines[0]?.costUsd ?? 0) < 1);
  });
});
