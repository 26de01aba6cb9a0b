import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { PictureRecord } from '../../src/core/run/picture';
import { detailsView } from '../../src/host/panel/details/detailsView';
import type { DetailsView } from '../../src/panel/details';
import { detailsSchema, mostSources, mostWays } from '../../src/panel/details';
import type { PictureView } from '../../src/panel/pictures';

const picture: PictureView = {
  ...{ id: 'p', path: 'art/fox.png', prompt: 'a fox in the snow', details: '' },
  ...{ saved: true, gone: false, day: '2026-11-29', cost: '$0.067', favourite: false },
};

const record: PictureRecord = {
  ...{ id: 'p', job: 'j', prompt: 'a fox\r\nin the snow', model: 'nano-banana-2', modelId: 'an-id', route: 'apiyi' },
  ...{ size: '2K', ratio: '16:9', width: 2752, height: 1536, mime: 'image/png', sha256: 'f'.repeat(64) },
  ...{ costUsd: 0.067, priceKind: 'measured', createdAt: Date.UTC(2026, 10, 29, 12), placeholder: false },
  attempts: [
    { route: 'studio', modelId: 'm', charge: 'none', failure: 'overloaded', status: 503, ms: 400 },
    { route: 'vertex', modelId: 'm', charge: 'unknown', failure: 'timeout', costUsd: 0.05, ms: 1_000 },
    { route: 'apiyi', modelId: 'an-id', charge: 'billed', costUsd: 0.067, ms: 8_000 },
  ],
};

function viewOf(change: Partial<PictureRecord> = {}, shown: Partial<PictureView> = {}): DetailsView {
  return detailsView({
    picture: { ...picture, ...shown },
    record: { ...record, ...change },
    sources: [],
    routeName: (id) => `Route ${id}`,
    now: new Date(Date.UTC(2026, 10, 29, 13)),
  });
}

const rowsOf = ({ rows }: DetailsView): string[] =>
  rows.map(({ label, text, aside }) => `${label}: ${text}${aside && ` | ${aside}`}`);

describe('The details of a picture', () => {
  it('name all that is known', () => {
    const view = viewOf();
    const [made, ...rows] = rowsOf(view);
    assert.match(made ?? '', /^Made: Today .+, in 9\.4 s$/);
    assert.deepEqual(rows, [
      'Model: Nano Banana 2 | an-id',
      'Size: asked 2K 16:9, came 2752×1536 PNG',
      'Cost: $0.067 | measured by tokens',
    ]);
    assert.equal(view.prompt, 'a fox\nin the snow');
    assert.deepEqual(view.way[0], { failed: true, route: 'Route studio', text: '503 overloaded, 0.4 s, free' });
    assert.match(view.way[1]?.text ?? '', /, 1 s, may have been charged \$0\.05$/);
    assert.deepEqual(view.way[2], { failed: false, route: 'Route apiyi', text: '8 s, $0.067' });
  });

  it('leave out what a minimal entry does not have', () => {
    const none = { model: '', modelId: '', route: '', size: '', ratio: '', width: 0, height: 0, mime: '', prompt: '' };
    const view = viewOf({ ...none, attempts: [], costUsd: undefined, priceKind: undefined });
    assert.deepEqual(rowsOf(view).slice(1), ['Cost: price unknown']);
    assert.deepEqual([view.way, view.sources, view.prompt], [[], [], '']);
  });

  it('say that a placeholder was free, and that a picture is not saved yet', () => {
    assert.ok(rowsOf(viewOf({ placeholder: true })).includes('Cost: free (a placeholder)'));
    assert.match(viewOf({}, { saved: false }).note, /^Not saved yet\./);
    assert.equal(viewOf({}, { gone: true, saved: false }).note, '');
  });

  it('are plain, whole and never too many for the page', () => {
    const evil = '[x](command:y) \u202eevil\u202c \u001b[31mred';
    const attempts = Array.from({ length: 100 }, () => ({ ...record.attempts[0], failure: evil, route: evil }));
    const view = viewOf({ prompt: `${evil}\n${'long '.repeat(10_000)}`, modelId: evil, attempts: attempts as never });
    assert.doesNotMatch(JSON.stringify(view), /[\u202e\u202c]|\\u001b/);
    assert.ok(view.prompt.length > 49_000);
    assert.equal(view.way.length, mostWays);
    assert.ok(v.is(detailsSchema, view));
    const source = { id: 'p/0', name: 'a.png' };
    assert.ok(!v.is(detailsSchema, { ...view, sources: Array.from({ length: mostSources + 1 }, () => source) }));
  });
});
