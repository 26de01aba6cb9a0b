import assert from 'node:assert/strict';
import { isTrueAnywhere, ownValue, workspaceValues } from '../../../../src/core/settings/settingLevels';

/** What VS Code 1.117 gives for a setting of scope `machine` that a folder has set in the nested form. */
const smuggled = { defaultValue: [], globalValue: undefined, workspaceValue: ['WS'], workspaceFolderValue: ['WSF'] };

describe('a setting that no folder may choose', () => {
  it('has its default where only a folder has set it', () => {
    assert.deepEqual(ownValue(smuggled), []);
  });

  it('has the user’s value whatever a folder has set', () => {
    assert.deepEqual(ownValue({ ...smuggled, globalValue: ['mine'] }), ['mine']);
    assert.equal(ownValue({ defaultValue: 180, globalValue: 0, workspaceValue: 9 }), 0);
  });
});

describe('a setting that a folder may choose', () => {
  it('takes nothing of the folder before the user trusts it', () => {
    assert.deepEqual(workspaceValues(smuggled, false), []);
  });

  it('takes the nearest value first once it is trusted', () => {
    assert.deepEqual(workspaceValues(smuggled, true), [['WSF'], ['WS']]);
  });
});

describe('a ban', () => {
  it('holds at whatever level it is set, and no level lifts it', () => {
    for (const level of ['globalValue', 'workspaceValue', 'workspaceFolderValue']) {
      const levels = { globalValue: false, workspaceValue: false, workspaceFolderValue: false };
      assert.equal(isTrueAnywhere({ ...levels, [level]: true }), true, level);
    }
  });

  it('is off by default, and words are no yes', () => {
    assert.equal(isTrueAnywhere({ defaultValue: false }), false);
    assert.equal(isTrueAnywhere({ workspaceValue: 'true' }), false);
  });
});
