import assert from 'node:assert/strict';
import { b64, pngOf, read } from '../support';

/** Whether anything else could run while an answer was read. */
async function othersRanWhileReading(picture: Buffer): Promise<boolean> {
  let ran = false;
  const parts = [{ inlineData: { mimeType: 'image/png', data: b64(picture) } }];
  const reading = read({ body: { candidates: [{ content: { parts }, finishReason: 'STOP' }] } });
  setImmediate(() => (ran = true));
  await reading;
  return ran;
}

describe('reading a large answer', () => {
  it('lets others run between its steps', async () => {
    assert.equal(await othersRanWhileReading(pngOf('x'.repeat(2_000_000))), true);
  });

  it('does not put off a small one', async () => {
    assert.equal(await othersRanWhileReading(pngOf('x')), false);
  });
});
