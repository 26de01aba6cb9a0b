import assert from 'node:assert/strict';
import { InvalidCall, maxPromptLength, runPanelCall } from '../../../src/host/panelCalls';
import type { PanelCalls } from '../../../src/shared/protocol';

/** Calls that write down what they were given. */
function recordingCalls(): { calls: PanelCalls; made: unknown[] } {
  const made: unknown[] = [];
  const record =
    (name: string) =>
    async (input: unknown): Promise<void> =>
      void made.push([name, input]);
  const calls: PanelCalls = {
    ready: record('ready'),
    setOptions: record('setOptions'),
    addReferences: record('addReferences'),
    removeReference: record('removeReference'),
    generate: record('generate'),
    cancel: record('cancel'),
    cancelAll: record('cancelAll'),
    answer: record('answer'),
    picture: record('picture'),
    notice: record('notice'),
  };
  return { calls, made };
}

const options = { model: 'nano-banana-2', size: '1K', ratio: '16:9' };

const valid: [string, unknown][] = [
  ['ready', {}],
  ['setOptions', options],
  ['generate', { prompt: ' a fox\n', count: 1, ...options }],
  ['generate', { prompt: 'x'.repeat(maxPromptLength), count: 1, ...options }],
  ['setOptions', { ...options, vertex: { outputMimeType: 'image/jpeg', outputCompressionQuality: 80 } }],
  ['generate', { prompt: 'a fox', count: 1, ...options, vertex: { personGeneration: 'ALLOW_NONE' } }],
  ['addReferences', {}],
  ['removeReference', { referenceId: 'r' }],
  ['cancel', { jobId: 'job-1' }],
  ['cancelAll', {}],
  ['answer', { jobId: 'job-1', choiceId: 'go' }],
  ['picture', { pictureId: 'p', action: 'copyPath' }],
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
  ['addReferences', { uris: ['file:///etc/passwd'] }, 'input'],
  ['removeReference', {}, 'input'],
  ['generate', { prompt: 'a fox', count: 1, ...options, references: ['/etc/passwd'] }, 'input'],
  ['generate', { prompt: '', count: 1, ...options }, 'prompt'],
  ['generate', { prompt: ' \n\t ', count: 1, ...options }, 'prompt'],
  ['generate', { prompt: 'x'.repeat(maxPromptLength + 1), count: 1, ...options }, 'prompt'],
  ['generate', { prompt: ['a fox'], count: 1, ...options }, 'prompt'],
  ['generate', { prompt: 'a fox' }, 'input'],
  ['generate', { prompt: 'a fox', ...options, count: 5 }, 'input'],
  ['generate', { prompt: 'a fox', ...options, count: 0.5 }, 'input'],
  ['answer', { jobId: 'job-1' }, 'input'],
  ['cancel', { jobId: 'x'.repeat(201) }, 'input'],
  ['cancel', { jobId: 7 }, 'input'],
  ['cancel', 'job-1', 'input'],
  ['picture', { pictureId: 'p', action: 'delete' }, 'input'],
  ['picture', { pictureId: 'p', action: 'open', path: '../../secrets.txt' }, 'input'],
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

  it('runs a method of an object on that object', async () => {
    class Board {
      readonly ready = async (): Promise<void> => undefined;
      readonly setOptions = this.ready;
      readonly addReferences = this.ready;
      readonly removeReference = this.ready;
      readonly generate = this.ready;
      readonly cancelAll = this.ready;
      readonly answer = this.ready;
      readonly picture = this.ready;
      readonly notice = this.ready;
      cancelled = '';
      async cancel({ jobId }: { jobId: string }): Promise<void> {
        this.cancelled = jobId;
      }
    }
    const board = new Board();
    await runPanelCall(board, 'cancel', { jobId: 'mine' });
    assert.equal(board.cancelled, 'mine');
  });
});
