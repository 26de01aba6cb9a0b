import assert from 'node:assert/strict';
import { allRoutes, chosenRoute, clickOf, routeChoices } from '../../../../src/webview/composer/routeChoice';

const fine = { referenceNotes: [], isBlocked: false };

const view = {
  ...fine,
  routes: 'A → B',
  estimates: ['about $0.05'],
  skipped: [],
  routeChoices: [
    { id: 'a', label: 'Only A', isUnable: false, estimates: ['about $0.05'], skipped: [], ...fine },
    { id: 'b', label: 'B: cannot make 4K, only 1K.', isUnable: true, estimates: [], skipped: [], ...fine },
    { id: 'c', label: 'Only C', isUnable: false, estimates: ['about $0.09'], skipped: [], ...fine },
  ],
};

describe('the choice of a route', () => {
  it('is all of them or one; one that cannot make the picture is there and disabled', () => {
    const choices = routeChoices(view).map(({ value, label, disabled }) => [value, label, disabled ?? false]);
    assert.deepEqual(choices, [
      [allRoutes, 'A → B', false],
      ['a', 'Only A', false],
      ['b', 'B: cannot make 4K, only 1K.', true],
      ['c', 'Only C', false],
    ]);
  });

  it('tells the price of the chosen route', () => {
    assert.deepEqual(clickOf(view, 'c').estimates, ['about $0.09']);
    assert.deepEqual(clickOf(view, undefined).estimates, ['about $0.05']);
  });

  it('is all of them where the chosen one is gone', () => {
    assert.equal(chosenRoute(view, 'gone'), undefined);
    assert.deepEqual(clickOf(view, 'gone').estimates, ['about $0.05']);
  });

  it('stays where the chosen one cannot make what is chosen now', () => {
    assert.equal(chosenRoute(view, 'b')?.id, 'b');
    assert.deepEqual(clickOf(view, 'b').estimates, []);
  });
});
