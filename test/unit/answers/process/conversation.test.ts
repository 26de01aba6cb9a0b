import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { Conversation } from '../../../../src/answers/process/conversation';
import type { Job, ToChild } from '../../../../src/answers/process/messages';
import { Places } from '../../../../src/answers/process/places';
import { eventually } from '../../../harness/eventually';

type Partner = ConstructorParameters<typeof Conversation>[0];
type Listener = Parameters<Partner['begin']>[0];

describe('a conversation with the process that reads answers', () => {
  it('takes one place for all its fetches, and gives it back', async () => {
    const places = new Places(2);
    await places.take(); // its own
    let child: Listener | undefined;
    const told: ToChild['type'][] = [];
    const partner: Partner = { begin: (listener) => (child = listener), tell: ({ type }) => told.push(type) };
    let release = (): void => undefined;
    const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const talk = new Conversation(partner, { places, jobMs: 60_000, signal: undefined, fetch: () => held });
    const job: Job = { type: 'check', file: '' };
    const done = talk.have(job);
    child?.ready();
    child?.heard({ type: 'fetch', id: 0, url: '' });
    await Promise.all([places.take(), places.take()]); // all others work now
    release();
    await turn();
    child?.heard({ type: 'fetch', id: 1, url: '' });
    await turn();
    places.giveBack();
    places.giveBack();
    await eventually('both fetches', () => told.length === 3);
    child?.heard({ type: 'checked', result: undefined });
    await done;
    talk.leave();
    let free = 0;
    for (let count = 0; count < 3; count++) void places.take().then(() => (free += 1));
    await eventually('both places', () => free >= 2);
    assert.equal(free, 2);
  });
});
