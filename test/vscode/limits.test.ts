import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { models } from '../../src/core/services/models';
import { parseRoutes } from '../../src/core/settings/settings';
import { readJobSettings } from '../../src/host/settings/jobSettings';
import { failureMessage } from '../../src/host/texts/failureText';
import { createStore } from '../../src/store/store';
import { startWork, TestAsker, wanted } from '../unit/work/world';

describe('A limit in the settings', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-limits-'));
  const configuration = () => vscode.workspace.getConfiguration('dualtrack');
  const set = (name: string, value: unknown) => configuration().update(name, value, vscode.ConfigurationTarget.Global);
  const names = ['dailyLimit', 'agentDailyLimit'];
  after(async () => {
    for (const name of names) await set(name, undefined);
    rmSync(folder, { recursive: true });
  });

  /** What becomes of a picture that a person or an agent wants. */
  async function madeFor(caller: 'person' | 'agent'): Promise<string> {
    const store = createStore(path.join(folder, 'dualtrack.db'), (fact) => assert.fail(JSON.stringify(fact)));
    const routes = parseRoutes([{ id: 'apiyi', preset: 'apiyi' }]);
    const settings = () => ({ ...readJobSettings({}), routes, catalogue: models });
    const { work } = startWork({ store, parts: { settings } }, folder);
    const [running] = await work.make(wanted({ caller }), new TestAsker());
    const ended = await running?.ended;
    await work.recorded();
    await store.close();
    return ended?.kind === 'failed' ? failureMessage(ended.outcome).sentence : (ended?.kind ?? 'nothing');
  }

  it('refuses what nobody watches, asks nobody, and lets a person go on', async () => {
    await set('agentDailyLimit', 0.05);
    assert.equal(
      await madeFor('agent'),
      'The daily limit of $0.05 for agents is too low for that. Spent today: $0. This picture: about $0.055. Nothing was charged.',
    );
    assert.equal(await madeFor('person'), 'made');
    await set('dailyLimit', 0.1);
    assert.match(await madeFor('person'), /^Your daily limit of \$0\.10 .* Spent today: \$0\.055\./);
    await set('dailyLimit', null);
    assert.equal(await madeFor('person'), 'made');
  });

  it('that is none is named as every wrong setting is', async () => {
    await set('dailyLimit', -1);
    assert.throws(() => readJobSettings({}), /dualtrack\.dailyLimit: notWithin \(0–1000000\)/);
    await set('dailyLimit', undefined);
  });
});
