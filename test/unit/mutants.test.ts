import assert from 'node:assert/strict';
import { edited } from '../mutants/mutant';
import { mutants } from '../mutants/mutants';

describe('mutants', () => {
  for (const { name, edits, killers, held = [] } of mutants) {
    it(`can still be made: ${name}`, () => {
      for (const edit of edits)
        assert.notEqual(edited(process.cwd(), edit), edited(process.cwd(), { ...edit, to: edit.from }));
      assert.ok(killers.length + held.length > 0);
    });
  }

  it('have names of their own', () => {
    assert.equal(new Set(mutants.map(({ name }) => name)).size, mutants.length);
  });
});
