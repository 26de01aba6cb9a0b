import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { Presence } from '../../../src/store/inbox/presence';
import { kill, startChild, untilUp } from './child';
import { failOnFact, TestFolder } from './folder';

describe('the presence of processes', function () {
  this.timeout(15_000);
  const folder = new TestFolder();
  const presence = (): Presence => new Presence(folder.file('alive'), folder.onFact);

  it('sees a process that lives, and that it has died by SIGKILL', async () => {
    const child = startChild(__filename, 'enterInChild', [folder.file('alive')]);
    await untilUp(child);
    const [id] = (await readdir(folder.file('alive'))).filter((name) => name.endsWith('.lock'));
    const other = id?.replace('.lock', '') ?? assert.fail();
    const ours = presence();
    assert.equal(ours.isAlive(other), true);
    ours.sweep();
    assert.equal(ours.isAlive(other), true);
    await kill(child);
    assert.equal(ours.isAlive(other), false);
    ours.sweep();
    assert.deepEqual(await readdir(folder.file('alive')), ['gate']);
  });

  it('takes an id that nobody ever had for dead, and itself for living', async () => {
    const ours = presence();
    assert.equal(ours.isAlive('0123456789abcdef'), false);
    assert.equal(ours.isAlive(await ours.enter()), true);
    ours.leave();
  });

  it('is seen by others of the same process until it leaves', async () => {
    const [one, two] = [presence(), presence()];
    await one.enter();
    assert.equal(two.isAlive(one.id), true);
    one.leave();
    assert.equal(two.isAlive(one.id), false);
  });

  it('is seen again when somebody has removed its file', async () => {
    const [one, two] = [presence(), presence()];
    await one.enter();
    await rm(folder.file('alive'), { recursive: true });
    assert.equal(two.isAlive(one.id), false);
    await one.enter();
    assert.equal(two.isAlive(one.id), true);
    one.leave();
    assert.equal(two.isAlive(one.id), false);
  });

  it('leaves also where its file cannot be removed', async () => {
    const ours = presence();
    await ours.enter();
    const file = folder.file(`alive/${ours.id}.lock`);
    await rm(file);
    await mkdir(file); // nothing that a file is removed with takes it away
    ours.leave();
    assert.deepEqual(folder.facts, []);
  });

  it('tells it as a fact when it cannot be seen', async () => {
    await writeFile(folder.file('alive'), 'a file, not a folder');
    await presence().enter();
    assert.deepEqual(folder.whats, ['unseen']);
  });
});

/** In a child: lives until it is killed. */
export async function enterInChild(folder: string): Promise<void> {
  const presence = new Presence(folder, failOnFact);
  process.stdout.write(await presence.enter());
  setInterval(() => presence.id, 1_000);
}
