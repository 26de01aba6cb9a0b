import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createStore } from '../../../src/store/store';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { projectRoot } from '../../../scripts/project';

describe('the ledger of a run with all sorts of faults', () => {
  let folder: string;
  let relay: Emulator;
  let second: Emulator;

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-ledger-'));
    relay = await startEmulator({ kind: 'relay', keys: ['test'], seed: 11 });
    second = await startEmulator({ kind: 'relay', keys: ['test'], seed: 12 });
  });
  after(async () => {
    await Promise.all([relay.close(), second.close()]);
    fs.rmSync(folder, { recursive: true });
  });

  it('sums up to the bill where the charge is known, and never counts an unknown one as free', async () => {
    for (const service of [relay, second]) {
      service.script({ do: 'error', error: 'overloaded' }, { probability: 0.3 });
      service.script({ do: 'cut' }, { probability: 0.15 });
      service.script({ do: 'noPicture', how: 'noImage' }, { probability: 0.1 });
    }
    const routes = [
      { id: 'one', preset: 'apiyi', baseUrl: relay.url, key: 'test' },
      { id: 'two', preset: 'apiyi', baseUrl: second.url, key: 'test', wire: 'chat' },
    ];
    fs.writeFileSync(path.join(folder, 'routes.json'), JSON.stringify(routes));
    const script = path.join(projectRoot(), 'out/cli/generate.js');
    const args = ['--routes', 'routes.json', '--prompt', 'a fox', '--out', 'out', '--db', 'db/dualtrack.db'];
    const child = spawn(process.execPath, [script, ...args, '--count', '60', '--concurrency', '8'], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    await once(child, 'close');

    const lines = stdout.split('\n').filter(Boolean);
    assert.equal(lines.length, 60);
    const store = createStore(path.join(folder, 'db', 'dualtrack.db'), (fact) => assert.fail(fact.what));
    const rows = await store.ledger.list({ since: 0 }, 10_000);
    const spent = await store.ledger.spent({ since: 0 });
    await store.close();
    const bill = [...relay.bill, ...second.bill];
    const delivered = lines.filter((line) => (JSON.parse(line) as { ok: boolean }).ok).length;
    assert.equal(rows.filter(({ charge }) => charge === 'billed').length, delivered);
    assert.equal(spent.knownUsd.toFixed(6), (delivered * 0.055).toFixed(6));
    // every dollar on the bill is known, or among those that may have been charged
    const billed = bill.reduce((sum, { usd }) => sum + usd, 0);
    assert.ok(spent.knownUsd + spent.unknownUsd >= billed - 1e-9);
    assert.ok(spent.unknownCount > 0);
    assert.equal(rows.length, relay.paidRequests.length + second.paidRequests.length);
  });
});
