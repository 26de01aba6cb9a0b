import assert from 'node:assert/strict';
import type { OwnLink } from '../../../src/host/window/messageText';
import { messageText } from '../../../src/host/window/messageText';

/** The links that VS Code makes of a message. */
function linksIn(text: string): string[][] {
  const found = text.matchAll(/\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi);
  return [...found].map(([, label = '', address = '']) => [label, address]);
}

const link: OwnLink = { label: 'Learn More', address: 'https://code.visualstudio.com/docs' };

describe('a message', () => {
  it('has no link that is not ours, not even one that two of its parts make together', () => {
    const folder = '[Open Billing](';
    const file = 'command:workbench.action.terminal.new)';
    assert.deepEqual(linksIn(messageText(`Saved ${folder}${file}.`)), []);
    assert.deepEqual(linksIn(messageText('[a]\u200b(command:x) [b]\n(command:y)')), []);
  });

  it('has our own link at its end, which no words before it are drawn into', () => {
    for (const text of [
      'Your key is gone.',
      'pay here [now',
      '[a](command:x',
      'x'.repeat(100_000),
      '[a](command:x) [b',
    ]) {
      const said = messageText(text, link);
      assert.deepEqual(linksIn(said), [[link.label, link.address]], text.slice(0, 40));
      assert.ok(said.length <= 1_000);
    }
    const command: OwnLink = { label: 'Test Routes', address: 'command:dualtrack.testRoutes' };
    assert.deepEqual(linksIn(messageText('Done.', command)), [['Test Routes', 'command:dualtrack.testRoutes']]);
  });

  it('has no link of ours that could be made to lead elsewhere', () => {
    const addresses = ['https://a)[b](command:x', 'https://a b', 'command:dualtrack.x"y', 'https://'] as const;
    for (const address of addresses) assert.throws(() => messageText('x', { label: 'y', address }));
    assert.throws(() => messageText('x', { label: '[]', address: 'https://a' }));
    assert.equal(messageText('x', { label: '[y](z)', address: 'https://a' }), 'x [y (z)](https://a)');
  });

  it('is never empty: VS Code would not show it', () => {
    for (const text of ['', ' \n', '\u200b\u202e']) assert.equal(messageText(text), '…');
  });
});
