import assert from 'node:assert/strict';
import { alike } from '../../../src/webview/alike';

describe('alike', () => {
  it('tells each line once, in the order in which they came first', () => {
    const rounds = Array.from({ length: 5 }, () => ['APIYI: overloaded', 'Studio: overloaded']).flat();
    assert.deepEqual(alike([...rounds, 'APIYI: rate limited', 'APIYI: overloaded']), [
      { line: 'APIYI: overloaded', count: 6 },
      { line: 'Studio: overloaded', count: 5 },
      { line: 'APIYI: rate limited', count: 1 },
    ]);
    assert.deepEqual(alike([]), []);
  });
});
