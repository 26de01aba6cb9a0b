import assert from 'node:assert/strict';
import { Changes } from '../../../src/work/changes';
import type { Ended, MadePicture, RunningJob } from '../../../src/work/job';
import type { Notice, NoticeWords } from '../../../src/work/notices';
import { Notices } from '../../../src/work/notices';
import { UnfetchedPictures } from '../../../src/work/unfetched';

const notice = (text: string, severity: Notice['severity'] = 'info', more: Partial<Notice> = {}): Notice => ({
  ...{ text, severity, lines: [], buttons: [] },
  ...more,
});
const words: NoticeWords = {
  made: () => notice('saved'),
  error: (error) => notice(String(error), 'error'),
  unfetched: (count) => notice(`${count} to fetch`, 'warning'),
  download: (run) => ({ id: 'downloadAgain', label: 'Download Again', run }),
};
const made = {} as MadePicture;

function start() {
  const unfetched = new UnfetchedPictures(new Changes());
  const notices = new Notices(unfetched, words, () => undefined);
  const seen = () => [notices.current?.text, ...(notices.current?.lines ?? [])];
  return { unfetched, notices, seen };
}

function jobThat(ended: Ended): () => RunningJob {
  const rest = { id: '', prompt: '', progress: { step: { type: 'fetching' } }, cancelling: false } as const;
  return () => ({ ...rest, cancel: () => undefined, arrived: Promise.resolve(), ended: Promise.resolve(ended) });
}

describe('the notice of the panel', () => {
  it('tells a picture, but never over a failure', () => {
    const { notices, seen } = start();
    notices.showMade(words.made(made));
    assert.deepEqual(seen(), ['saved']);
    notices.showError('no');
    notices.showMade(words.made(made));
    assert.deepEqual(seen(), ['no']);
  });

  it('runs the button of the notice that is shown, and none of one that is gone', async () => {
    const { notices } = start();
    const ran: string[] = [];
    const button = (id: string) => ({ id: 'tryAgain', label: 'Try Again', run: async () => void ran.push(id) });
    notices.show(notice('first', 'error', { buttons: [button('first')] }));
    const old = notices.current?.buttons[0]?.id ?? '';
    notices.show(notice('second', 'error', { buttons: [button('second')] }));
    await notices.run(old);
    assert.equal(notices.current?.text, 'second');
    await notices.run(notices.current.buttons[0]?.id ?? '');
    assert.deepEqual([ran, notices.current], [['second'], undefined]);
  });

  it('offers what could not be fetched beside whatever it says, until it is there or given up', async () => {
    const { notices, unfetched, seen } = start();
    unfetched.add('a', jobThat({ kind: 'made', made }));
    unfetched.add('b', jobThat({ kind: 'made', made }));
    notices.show(notice('something else'));
    assert.deepEqual(seen(), ['something else', '2 to fetch']);
    assert.deepEqual(notices.current?.buttons[0]?.id, 'downloadAgain');
    await notices.run('dismiss');
    assert.deepEqual(seen(), ['2 to fetch'], 'the first dismissal is for what was said');
    await notices.run('downloadAgain');
    await notices.fetchAll();
    assert.deepEqual([unfetched.count, seen()], [0, ['saved']]);
    unfetched.add('c', jobThat({ kind: 'unfetched', error: 'down', downloadAgain: () => assert.fail() }));
    await notices.fetchAll();
    assert.deepEqual(seen(), ['down', '1 to fetch']);
    await notices.run('dismiss');
    await notices.run('dismiss');
    assert.deepEqual([unfetched.count, seen()], [0, [undefined]]);
  });

  it('that tells itself of one picture says nothing once it was fetched elsewhere', async () => {
    const { notices, unfetched, seen } = start();
    const fetch = unfetched.add('a', jobThat({ kind: 'made', made }));
    notices.show(notice('could not be fetched', 'error', { tellsUnfetched: true }));
    assert.deepEqual(seen(), ['could not be fetched']);
    await fetch().ended;
    await Promise.resolve();
    assert.deepEqual(seen(), [undefined]);
  });
});
