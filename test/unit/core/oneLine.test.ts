import assert from 'node:assert/strict';
import { oneLine } from '../../../src/core/oneLine';

describe('words from outside in a Markdown text', () => {
  it('stay on one line, so that they begin no heading and no list', () => {
    assert.equal(oneLine('  no credit\r\n\n# Dualtrack\n- ok '), 'no credit # Dualtrack - ok');
  });

  it('are no link, and no command to click', () => {
    assert.equal(oneLine('[Set Key](command:evil) <command:evil>'), '[Set Key] (command:evil) ‹command:evil›');
  });

  it('keep the addresses that they name', () => {
    assert.equal(oneLine('see https://a.example/x?y=1'), 'see https://a.example/x?y=1');
  });
});
