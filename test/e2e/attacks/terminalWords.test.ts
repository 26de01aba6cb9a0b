import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { door, doorWith } from '../door/door';

/** What a terminal obeys, what turns words around, and what nobody sees; then a line that could pass for one of the door's. */
const words =
  '\u009b31mred \u009d0;owned\u0007 \u001b[2J \u202egnp.exe tag\u{e0041} hid\u200bden \u007f\nrecovered /etc/passwd';

const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|[\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;

describe('words from outside without VS Code', () => {
  let folder: string;
  let relay: Emulator;

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-words-'));
    relay = await startEmulator({ kind: 'relay', keys: ['test'] });
  });
  after(async () => {
    await relay.close();
    fs.rmSync(folder, { recursive: true });
  });
  beforeEach(() => relay.reset());

  const routes = (): object[] => [{ id: 'apiyi', preset: 'apiyi', baseUrl: relay.url, key: 'test', wire: 'chat' }];

  it('of a service are words in a terminal', async () => {
    relay.script({ do: 'status', status: 402, body: { error: { message: words } } });
    const { lines, printed } = await door(folder, routes(), '--prompt', 'a bill');
    assert.match(lines[0]?.message ?? '', /^apiyi: credit \(402\): .*\u202egnp\.exe/); // what they were can still be read
    assert.doesNotMatch(printed, obeyed);
    // as those of a library and of a file that is named
    const script = `setImmediate(() => console.debug(${JSON.stringify(words)}));`;
    const { errors, code } = await doorWith({ script }, folder, routes(), '--prompt', 'a', '--models', `${words}.json`);
    assert.equal(code, 2);
    assert.match(errors, /owned/);
    assert.doesNotMatch(errors, obeyed);
    assert.doesNotMatch(errors, /^recovered/m);
  });

  it('of what was thrown are told, whatever it is', async () => {
    const thrown = `Object.defineProperty({ toString: null, errors: [{ message: 'the tape is full' }] }, 'message', { value: '' })`;
    const script = `const promises = require('node:fs/promises'); const { mkdir } = promises;
      promises.mkdir = (name, ...more) => {
        if (String(name).endsWith('out')) throw ${thrown};
        return mkdir(name, ...more);
      };`;
    const { lines, code } = await doorWith({ script }, folder, routes(), '--prompt', 'a tape');
    assert.equal(code, 1);
    const [line] = lines;
    assert.equal(line?.failure, 'save');
    assert.match(line.message ?? '', /could not be saved \(the tape is full\)/);
    fs.rmSync(line.file ?? assert.fail('it is kept nowhere'));
  });
});
