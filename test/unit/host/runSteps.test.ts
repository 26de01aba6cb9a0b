import assert from 'node:assert/strict';
import type { Step } from '../../../src/host/steps/pickStep';
import type { Ask } from '../../../src/host/steps/runSteps';
import { runSteps } from '../../../src/host/steps/runSteps';

interface Draft {
  readonly size?: string;
  readonly place?: number;
}

describe('questions in a row', () => {
  it('lead back past a step that has asked nothing', async () => {
    const asked: string[] = [];
    const size: Ask<Draft> = async () => {
      asked.push('size');
      return { picked: { size: asked.length === 1 ? 'small' : 'large' } };
    };
    const check: Ask<Draft> = async () => {
      asked.push('check');
      return { picked: {}, unasked: true };
    };
    const place: Ask<Draft> = async () => {
      asked.push('place');
      return asked.length < 4 ? 'back' : { picked: { place: 2 } };
    };
    assert.deepEqual(await runSteps<Draft>({}, () => [size, check, place]), { size: 'large', place: 2 });
    assert.deepEqual(asked, ['size', 'check', 'place', 'size', 'check', 'place']);
  });

  it('lead back to an earlier one whose answer was of no use, and on from there', async () => {
    const asked: string[] = [];
    const size: Ask<Draft> = async (draft) => {
      asked.push(`size ${draft.size ?? 'unknown'}`);
      return { picked: { size: asked.length === 1 ? 'wrong' : 'right' } };
    };
    const place: Ask<Draft> = async () => {
      asked.push('place');
      return { picked: { place: 1 } };
    };
    const check: Ask<Draft> = async (draft) => {
      asked.push('check');
      return draft.size === 'wrong' ? { picked: { size: 'rejected' }, backTo: size } : { picked: {} };
    };
    assert.deepEqual(await runSteps<Draft>({}, () => [size, place, check]), { size: 'right', place: 1 });
    assert.deepEqual(asked, ['size unknown', 'place', 'check', 'size rejected', 'place', 'check']);
  });

  it('keep what was changed in a step that comes again, also when the user goes back from it', async () => {
    const answers: Step<Partial<Draft>>[] = [{ picked: { size: 'large' }, more: true }, 'back', { picked: {} }];
    const options: Ask<Draft> = async () => answers.shift();
    const places: (string | undefined)[] = [];
    const first: Ask<Draft> = async ({ size }) => {
      places.push(size);
      return { picked: { place: places.length } };
    };
    assert.deepEqual(await runSteps<Draft>({}, () => [first, options]), { size: 'large', place: 2 });
    assert.deepEqual(places, [undefined, 'large']);
  });
});
