import assert from 'node:assert/strict';
import { mostSidecarBytes, parseSidecar, sidecarNames, sidecarOf } from '../../../../src/core/pictures/sidecar';
import type { PictureRecord } from '../../../../src/core/run/picture';

const record: PictureRecord = {
  ...{
    id: 'a',
    job: 'j',
    attempt: 'a',
    prompt: 'a fox\nin the snow',
    model: 'nano-banana-2',
    modelId: 'an-image-model',
  },
  ...{ route: 'apiyi', size: '1K', ratio: '1:1', width: 1024, height: 1000, mime: 'image/png', sha256: 'f'.repeat(64) },
  ...{ costUsd: 0.067, priceKind: 'measured', createdAt: Date.UTC(2026, 10, 29, 12), placeholder: false },
  ...{ workspace: 'file:///home/me/project', caller: 'agent' },
  refs: [
    { sha256: 'e'.repeat(64), uri: 'file:///home/me/project/logo.png', name: 'logo.png' },
    { uri: 'file:///home/me/b.png', name: '/home/me/b.png' },
  ],
  attempts: [{ route: 'apiyi', modelId: 'an-image-model', charge: 'billed', ms: 20 }],
};

describe('the file beside a picture', () => {
  it('says how it was made, and is read back', () => {
    const written = JSON.stringify(sidecarOf(record));
    assert.deepEqual(parseSidecar(written), {
      ...{
        dualtrack: 1,
        prompt: 'a fox\nin the snow',
        model: 'nano-banana-2',
        modelId: 'an-image-model',
        route: 'apiyi',
      },
      ...{ size: '1K', ratio: '1:1', width: 1024, height: 1000, mime: 'image/png', sha256: 'f'.repeat(64) },
      ...{ costUsd: 0.067, priceKind: 'measured', made: '2026-11-29T12:00:00.000Z', caller: 'agent' },
      references: [{ name: 'logo.png', sha256: 'e'.repeat(64) }, { name: 'b.png' }],
    });
  });

  it('names no place on the machine and no key', () => {
    const key = `AIza${'x'.repeat(35)}`;
    const written = JSON.stringify(sidecarOf({ ...record, prompt: `a fox ${key}` }));
    assert.doesNotMatch(written, /home|file:|AIza/);
  });

  it('leaves out what is not known', () => {
    const bare = { ...record, costUsd: undefined, priceKind: undefined, refs: undefined, caller: undefined };
    const read = parseSidecar(JSON.stringify(sidecarOf(bare)));
    assert.deepEqual(
      [read?.costUsd, read?.priceKind, read?.references, read?.caller],
      [undefined, undefined, [], undefined],
    );
  });

  it('is not taken for one of ours where it is none, or too large', () => {
    const fine = sidecarOf(record);
    const wrong: readonly unknown[] = [
      {},
      [],
      { ...fine, dualtrack: 2 },
      { ...fine, sha256: 'short' },
      { ...fine, prompt: 5 },
      { ...fine, prompt: 'x'.repeat(300_000) },
      { ...fine, costUsd: -1 },
      { ...fine, made: 'yesterday' },
      { ...fine, caller: 'nobody' },
      { ...fine, references: Array.from({ length: 101 }, () => ({})) },
    ];
    for (const one of wrong) assert.equal(parseSidecar(JSON.stringify(one)), undefined);
    assert.equal(parseSidecar('{"dualtrack": 1'), undefined);
    assert.equal(parseSidecar(`${JSON.stringify(fine)}${' '.repeat(mostSidecarBytes)}`), undefined);
  });

  it('has the picture’s name, or with its extension where another file has that', () => {
    assert.deepEqual(sidecarNames('fox.png'), ['fox.json', 'fox.png.json']);
    assert.deepEqual(sidecarNames('a.b.webp'), ['a.b.json', 'a.b.webp.json']);
  });
});
