import assert from 'node:assert/strict';
import * as v from 'valibot';
import { InvalidCall, runPanelCall } from '../../../../src/host/panel/panelCalls';
import { maxPromptLength } from '../../../../src/core/run/job';
import type { PanelCalls, Ready } from '../../../../src/panel/calls';
import { mostDropped, mostUploadBytes, uploadPieceBytes } from '../../../../src/panel/references';
import { textsSchema } from '../../../../src/panel/texts';

const texts = v.parse(textsSchema, Object.fromEntries(Object.keys(textsSchema.entries).map((name) => [name, name])));
const ready: Ready = { texts, vertex: { outputTypes: [], qualities: [], people: [] }, prompt: 'half a' };

/** Calls that write down what they were given. */
function recordingCalls(): { calls: PanelCalls; made: unknown[] } {
  const made: unknown[] = [];
  const record =
    (name: string) =>
    async (input: unknown): Promise<void> =>
      void made.push([name, input]);
  const giving =
    <T>(name: string, result: T) =>
    async (input: unknown): Promise<T> => {
      made.push([name, input]);
      return result;
    };
  const calls: PanelCalls = {
    ready: giving('ready', ready),
    setOptions: record('setOptions'),
    keepPrompt: record('keepPrompt'),
    chooseFolder: record('chooseFolder'),
    addReferences: record('addReferences'),
    removeReference: record('removeReference'),
    moveReference: record('moveReference'),
    dropReferences: record('dropReferences'),
    addPictureReference: record('addPictureReference'),
    uploadReference: record('uploadReference'),
    generate: record('generate'),
    cancel: record('cancel'),
    cancelAll: record('cancelAll'),
    answer: record('answer'),
    failed: giving('failed', {}),
    interrupted: record('interrupted'),
    pictures: giving('pictures', { pictures: [], days: [], next: '5.p', revision: 1 }),
    facets: giving('facets', { models: [], routes: [], callers: [], folders: [] }),
    thumbnail: giving('thumbnail', { src: 'thumbnail.jpg' }),
    picture: giving('picture', {}),
    details: giving('details', {}),
    largePicture: giving('largePicture', { missing: '' }),
    several: giving('several', { forgotten: [] }),
    mend: record('mend'),
    notice: giving('notice', {}),
  };
  return { calls, made };
}

const options = { model: 'nano-banana-2', size: '1K', ratio: '16:9' };

const piece = { upload: 'u', name: 'a.png', total: 3, at: 0, bytes: new Uint8Array(3) };

const valid: [string, unknown][] = [
  ['ready', {}],
  ['setOptions', options],
  ['generate', { prompt: ' a fox\n', count: 1, ...options }],
  ['generate', { prompt: 'x'.repeat(maxPromptLength), count: 1, ...options }],
  ['generate', { prompt: 'a fox', count: 8, route: 'apiyi', ...options }],
  ['setOptions', { ...options, vertex: { outputMimeType: 'image/jpeg', outputCompressionQuality: 80 } }],
  ['generate', { prompt: 'a fox', count: 1, ...options, vertex: { personGeneration: 'ALLOW_NONE' } }],
  ['keepPrompt', { prompt: '' }],
  ['keepPrompt', { prompt: 'x'.repeat(maxPromptLength) }],
  ['chooseFolder', { folderId: 'folder-1' }],
  ['addReferences', {}],
  ['removeReference', { referenceId: 'r' }],
  ['moveReference', { referenceId: 'r', to: 0 }],
  ['dropReferences', { uris: [] }],
  ['dropReferences', { uris: Array.from({ length: mostDropped }, () => 'file:///w/a.png') }],
  ['addPictureReference', { pictureId: 'p' }],
  ['uploadReference', piece],
  ['uploadReference', { ...piece, total: mostUploadBytes, bytes: new Uint8Array(uploadPieceBytes) }],
  ['cancel', { jobId: 'job-1' }],
  ['cancelAll', {}],
  ['answer', { jobId: 'job-1', choiceId: 'go' }],
  ['failed', { jobId: 'job-1', actionId: 'dismiss' }],
  ['interrupted', { jobId: 'job-1', action: 'again' }],
  ['pictures', { limit: 1 }],
  ['pictures', { cursor: '5.p', limit: 100 }],
  ['pictures', { find: { words: 'x'.repeat(200), everywhere: true, favourite: true }, limit: 100 }],
  ['pictures', { find: { models: ['m'], routes: ['r'], callers: ['agent'], folder: '0123456789abcdef' }, limit: 1 }],
  ['pictures', { find: { from: '2026-11-01', to: '2026-11-30', period: 'week' }, limit: 1 }],
  ['facets', { everywhere: true }],
  ['thumbnail', { of: 'picture', id: 'p' }],
  ['thumbnail', { of: 'reference', id: 'r' }],
  ['picture', { pictureId: 'p', action: 'copyPath' }],
  ['picture', { pictureId: 'p', action: 'locate' }],
  ['picture', { pictureId: 'p', action: 'forget' }],
  ['thumbnail', { of: 'source', id: 'p/0' }],
  ['picture', { pictureId: 'p', action: 'copyPrompt' }],
  ['details', { pictureId: 'x'.repeat(200) }],
  ['largePicture', { pictureId: 'p' }],
  ['several', { pictureIds: ['p', 'q'], action: 'copyPaths' }],
  ['several', { pictureIds: ['p'], action: 'forget' }],
  ['mend', { routeId: 'apiyi' }],
  ['notice', { actionId: 'dismiss' }],
];

const invalid: [string, unknown, InvalidCall['reason']][] = [
  ['ready', { path: '/etc/passwd' }, 'input'],
  ['ready', undefined, 'input'],
  ['setOptions', { ...options, size: '3K' }, 'input'],
  ['setOptions', { ...options, ratio: '7:3' }, 'input'],
  ['setOptions', { ...options, model: '' }, 'input'],
  ['setOptions', { ...options, baseUrl: 'https://example.com' }, 'input'],
  ['setOptions', { ...options, vertex: { outputMimeType: 'image/webp' } }, 'input'],
  ['setOptions', { ...options, vertex: { outputMimeType: 'image/jpeg', outputCompressionQuality: 101 } }, 'input'],
  ['setOptions', { ...options, vertex: { storageUri: 'gs://bucket' } }, 'input'],
  ['addReferences', { path: '/etc/passwd' }, 'input'],
  ['pictures', { find: { words: 'x'.repeat(201) }, limit: 1 }, 'input'],
  ['pictures', { find: { folder: 'file:///etc' }, limit: 1 }, 'input'],
  ['pictures', { find: { models: Array.from({ length: 21 }, () => 'm') }, limit: 1 }, 'input'],
  ['pictures', { find: { routes: ['x'.repeat(201)] }, limit: 1 }, 'input'],
  ['pictures', { find: { callers: ['root'] }, limit: 1 }, 'input'],
  ['pictures', { find: { from: '1 OR 1=1' }, limit: 1 }, 'input'],
  ['pictures', { find: { to: '12026-11-01' }, limit: 1 }, 'input'],
  ['pictures', { find: { period: 'year' }, limit: 1 }, 'input'],
  ['facets', {}, 'input'],
  ['facets', { everywhere: true, folder: '/etc' }, 'input'],
  ['addReferences', { uris: ['file:///etc/passwd'] }, 'input'],
  ['failed', { jobId: 'job-1' }, 'input'],
  ['interrupted', { jobId: 'job-1', action: 'open' }, 'input'],
  ['interrupted', { jobId: 'job-1', action: 'again', path: '/etc/passwd' }, 'input'],
  ['details', { pictureId: 'x'.repeat(201) }, 'input'],
  ['details', {}, 'input'],
  ['largePicture', { pictureId: 'p', path: '/etc/passwd' }, 'input'],
  ['largePicture', { uri: 'file:///etc/passwd' }, 'input'],
  ['keepPrompt', { prompt: 'x'.repeat(maxPromptLength + 1) }, 'prompt'],
  ['chooseFolder', { folderId: 'folder-1', path: '/etc' }, 'input'],
  ['removeReference', {}, 'input'],
  ['moveReference', { referenceId: 'r', to: -1 }, 'input'],
  ['moveReference', { referenceId: 'r', to: 0.5 }, 'input'],
  ['dropReferences', { uris: Array.from({ length: mostDropped + 1 }, () => 'file:///w/a.png') }, 'input'],
  ['dropReferences', { uris: ['x'.repeat(4_097)] }, 'input'],
  ['dropReferences', { uris: 'file:///w/a.png' }, 'input'],
  ['addPictureReference', { pictureId: 'p', path: '/etc/passwd' }, 'input'],
  ['uploadReference', { ...piece, total: mostUploadBytes + 1 }, 'input'],
  ['uploadReference', { ...piece, total: 0 }, 'input'],
  ['uploadReference', { ...piece, at: -1 }, 'input'],
  ['uploadReference', { ...piece, bytes: new Uint8Array(uploadPieceBytes + 1) }, 'input'],
  ['uploadReference', { ...piece, bytes: [1, 2, 3] }, 'input'],
  ['uploadReference', { ...piece, bytes: 'AAAA' }, 'input'],
  ['uploadReference', { ...piece, name: 'x'.repeat(1_001) }, 'input'],
  ['uploadReference', { ...piece, path: '/etc/passwd' }, 'input'],
  ['generate', { prompt: 'a fox', count: 1, ...options, references: ['/etc/passwd'] }, 'input'],
  ['generate', { prompt: '', count: 1, ...options }, 'prompt'],
  ['generate', { prompt: ' \n\t ', count: 1, ...options }, 'prompt'],
  ['generate', { prompt: 'a fox', count: 1, route: '', ...options }, 'input'],
  ['generate', { prompt: 'x'.repeat(maxPromptLength + 1), count: 1, ...options }, 'prompt'],
  ['generate', { prompt: ['a fox'], count: 1, ...options }, 'prompt'],
  ['generate', { prompt: 'a fox' }, 'input'],
  ['generate', { prompt: 'a fox', ...options, count: 9 }, 'input'],
  ['generate', { prompt: 'a fox', ...options, count: 0.5 }, 'input'],
  ['answer', { jobId: 'job-1' }, 'input'],
  ['cancel', { jobId: 'x'.repeat(201) }, 'input'],
  ['cancel', { jobId: 7 }, 'input'],
  ['cancel', 'job-1', 'input'],
  ['picture', { pictureId: 'p', action: 'delete' }, 'input'],
  ['picture', { pictureId: 'p', action: 'open', path: '../../secrets.txt' }, 'input'],
  ['several', { pictureIds: [], action: 'forget' }, 'input'],
  ['several', { pictureIds: ['p'], action: 'open' }, 'input'],
  ['several', { pictureIds: ['p', ''], action: 'forget' }, 'input'],
  ['several', { pictureIds: 'p', action: 'copyPaths' }, 'input'],
  ['several', { pictureIds: Array.from({ length: 10_001 }, String), action: 'copyPaths' }, 'input'],
  ['pictures', {}, 'input'],
  ['pictures', { limit: 0 }, 'input'],
  ['pictures', { limit: 101 }, 'input'],
  ['pictures', { limit: 1e9 }, 'input'],
  ['pictures', { limit: 1.5 }, 'input'],
  ['pictures', { limit: -1 }, 'input'],
  ['pictures', { limit: NaN }, 'input'],
  ['pictures', { limit: '60' }, 'input'],
  ['pictures', { limit: 60, offset: 60 }, 'input'],
  ['pictures', { limit: 60, folder: '/etc' }, 'input'],
  ['pictures', { cursor: '', limit: 60 }, 'input'],
  ['pictures', { cursor: 60, limit: 60 }, 'input'],
  ['pictures', { cursor: null, limit: 60 }, 'input'],
  ['pictures', { cursor: '../../etc/passwd', limit: 60 }, 'input'],
  ['pictures', { cursor: '5', limit: 60 }, 'input'],
  ['pictures', { cursor: '5.', limit: 60 }, 'input'],
  ['pictures', { cursor: `5.${'x'.repeat(201)}`, limit: 60 }, 'input'],
  ['pictures', { cursor: `${'9'.repeat(19)}.p`, limit: 60 }, 'input'],
  ['pictures', { cursor: `5.${'x'.repeat(10_000_000)}`, limit: 60 }, 'input'],
  ['pictures', { cursor: ['5.p'], limit: 60 }, 'input'],
  ['thumbnail', { of: 'file', id: '/etc/passwd' }, 'input'],
  ['thumbnail', { of: 'picture', id: '' }, 'input'],
  ['thumbnail', { of: 'picture', id: 'p', path: '/etc/passwd' }, 'input'],
  ['thumbnail', { of: 'picture', id: 'p', size: 4096 }, 'input'],
  ['thumbnail', { of: 'picture' }, 'input'],
  ['notice', null, 'input'],
  ['remove', {}, 'unknown'],
  ['constructor', {}, 'unknown'],
  ['__proto__', {}, 'unknown'],
  ['toString', {}, 'unknown'],
];

function shown(input: unknown): string {
  return (JSON.stringify(input) ?? 'undefined').slice(0, 60);
}

describe('runPanelCall', () => {
  for (const [name, input] of valid) {
    it(`runs ${name} with ${shown(input)} unchanged`, async () => {
      const { calls, made } = recordingCalls();
      await runPanelCall(calls, name, input);
      assert.deepEqual(made, [[name, input]]);
    });
  }

  for (const [name, input, reason] of invalid) {
    it(`refuses ${name} with ${shown(input)} and runs nothing`, async () => {
      const { calls, made } = recordingCalls();
      await assert.rejects(
        runPanelCall(calls, name, input),
        (error) => error instanceof InvalidCall && error.reason === reason,
      );
      assert.deepEqual(made, []);
    });
  }

  it('does not repeat a refused prompt in its message', async () => {
    const input = { prompt: 'secret plan '.repeat(maxPromptLength), ...options };
    const refusal = runPanelCall(recordingCalls().calls, 'generate', input);
    await assert.rejects(refusal, ({ message }: Error) => !message.includes('secret plan') && message.length < 200);
  });

  it('lets through what a call throws', async () => {
    const { calls } = recordingCalls();
    const failure = new Error('no such job');
    calls.cancel = () => Promise.reject(failure);
    await assert.rejects(runPanelCall(calls, 'cancel', { jobId: 'gone' }), failure);
  });

  it('gives the result of the call', async () => {
    const { calls } = recordingCalls();
    const page = { pictures: [], days: [], next: '5.p', revision: 1 };
    assert.deepEqual(await runPanelCall(calls, 'pictures', { limit: 5 }), page);
    assert.deepEqual(await runPanelCall(calls, 'ready', {}), ready);
    assert.equal(await runPanelCall(calls, 'cancelAll', {}), undefined);
  });

  it('runs a method of an object on that object', async () => {
    const page = {
      ...recordingCalls().calls,
      cancelled: '',
      async cancel({ jobId }: { jobId: string }): Promise<void> {
        this.cancelled = jobId;
      },
    };
    await runPanelCall(page, 'cancel', { jobId: 'mine' });
    assert.equal(page.cancelled, 'mine');
  });
});
