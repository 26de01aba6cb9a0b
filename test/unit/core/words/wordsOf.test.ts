import assert from 'node:assert/strict';
import { errorStack } from '../../../../src/core/run/logLines';
import { notRecorded } from '../../../../src/core/run/recorder';
import { stackOf, wordsOf } from '../../../../src/core/words/wordsOf';

const failing = (): never => assert.fail('looked at');

/** Refuses each look. */
const hostile = new Proxy({}, { get: failing, has: failing, ownKeys: failing });

function loop(): Error {
  const error = new Error('');
  return Object.assign(error, { cause: error, errors: [error] });
}

describe('the words of what was thrown', () => {
  const refused = (address: string): Error =>
    Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: 'ECONNREFUSED' });

  for (const [what, thrown, words] of [
    ['no address of a host answers', new AggregateError([refused('::1'), refused('127.0.0.1')]), /ECONNREFUSED ::1/],
    ['a cause says why', new Error('', { cause: new Error('the disk is full') }), /^the disk is full$/],
    ['the cause is a text', new Error(' \n', { cause: 'out of memory' }), /^out of memory$/],
    [
      'the cause lies deeper',
      new Error('', { cause: new AggregateError([new Error('', { cause: 'deep' })]) }),
      /^deep$/,
    ],
    ['an error was made of an object', new Error('[object Object]'), /^Error$/],
    ['such an error has a cause', new Error('[object Object]', { cause: { message: 'real' } }), /^real$/],
    ['words cannot be seen', new Error('\u200b\u3164\u{e0041}\ufeff'), /^Error$/],
    ['there is a code only', Object.assign(new Error(''), { code: 'EBUSY' }), /^EBUSY$/],
    ['the message is no text', { message: { text: 'x' } }, /^\{"message":\{"text":"x"\}\}$/],
    ['it holds itself', loop(), /^Error$/],
    ['a member refuses to be looked at', new AggregateError([hostile, new Error('second')]), /^second$/],
    ['the cause refuses', new Error('', { cause: hostile }), /^Error$/],
    ['it tells another kind', { [Symbol.toStringTag]: 'Odd' }, /^Odd$/],
    ['a text is empty', '  ', /^unknown error$/],
    ['it is undefined', undefined, /^undefined$/],
  ] as const) {
    it(`are told where ${what}`, () => assert.match(wordsOf(thrown), words));
  }

  it('end, however many errors lie within', () => {
    let error = new Error('');
    for (let n = 0; n < 100_000; n++) error = new AggregateError([error, error, error]);
    assert.equal(wordsOf(error), 'AggregateError');
  });

  it('are taken where there is no stack, or one that is no text', () => {
    for (const stack of [undefined, [], {}, '', 5]) {
      const error = Object.defineProperty(new Error('said'), 'stack', { value: stack });
      assert.equal(stackOf(error), 'said');
      assert.equal(errorStack(error), 'said');
    }
    assert.equal(stackOf(hostile), 'unknown error');
    assert.equal(stackOf(null), 'null');
    assert.match(stackOf(new Error('said')), /said\n\s+at /);
  });

  it('let a job end as it should, whatever the store throws', () => {
    for (const thrown of [hostile, { toString: failing }, Object.create(null), Symbol('s')]) {
      const { kind, charge, facts } = notRecorded(thrown);
      assert.deepEqual([kind, charge], ['budget', 'none']);
      assert.ok(facts.localMessage);
    }
  });
});
