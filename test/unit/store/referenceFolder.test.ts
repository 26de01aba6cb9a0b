import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { NoRoomError, ReferenceFolder } from '../../../src/store/pictures/referenceFolder';
import { TestFolder } from './folder';

const day = 24 * 60 * 60 * 1_000;
const picture = (n: number, size = 10): Buffer => Buffer.alloc(size, n);

describe('the folder of dropped pictures', () => {
  const home = new TestFolder();
  let place: string;
  let folder: ReferenceFolder;
  beforeEach(() => {
    place = home.file('references');
    folder = new ReferenceFolder(place, { files: 3, bytes: 100 });
  });

  const add = (n: number, size?: number): Promise<string> => folder.add(picture(n, size), 'image/png');
  const pictures = (): string[] => fs.readdirSync(place).filter((name) => !name.startsWith('.'));
  const age = (file: string, days: number): void => {
    const at = new Date(Date.now() - days * day);
    fs.utimesSync(file, at, at);
  };

  it('has each picture once, by its content, for its user alone', async () => {
    const file = await add(1);
    assert.equal(await add(1), file);
    assert.match(path.basename(file), /^[0-9a-f]{64}\.png$/);
    assert.deepEqual(fs.readFileSync(file), picture(1));
    assert.deepEqual(fs.readdirSync(place), [path.basename(file)]);
    if (process.platform !== 'win32') assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  });

  it('writes a picture anew that is not whole', async () => {
    const file = await add(1);
    fs.writeFileSync(file, 'x');
    await add(1);
    assert.deepEqual(fs.readFileSync(file), picture(1));
  });

  it('removes the one that was not used for the longest time, once there are too many', async () => {
    const files = [await add(1), await add(2), await add(3)];
    for (const [index, file] of files.entries()) age(file, 5 + index);
    await folder.use([files[2] ?? '']);
    await add(4);
    assert.deepEqual(
      files.map((file) => fs.existsSync(file)),
      [true, false, true],
    );
  });

  it('removes as many as there is need for', async () => {
    for (const file of [await add(1, 40), await add(2, 40)]) age(file, 3);
    await add(3, 90);
    assert.equal(pictures().length, 1);
  });

  it('keeps what a workspace holds, however old, until it holds others', async () => {
    const files = [await add(1), await add(2), await add(3)];
    await folder.hold('one', files.slice(0, 1));
    await folder.hold('other', files.slice(1, 2));
    for (const file of files) age(file, 100);
    await add(4);
    assert.deepEqual(
      files.map((file) => fs.existsSync(file)),
      [true, true, false],
    );
    await folder.hold('one', []);
    age(files[0] ?? '', 100);
    await add(5);
    assert.deepEqual(
      files.map((file) => fs.existsSync(file)),
      [false, true, false],
    );
  });

  it('keeps what was used today, and then has no room', async () => {
    const files = [await add(1), await add(2), await add(3)];
    await assert.rejects(add(4), NoRoomError);
    assert.equal(pictures().length, 3);
    assert.equal(await add(2), files[1]); // what is there needs none
  });

  it('leaves alone what is not its own', async () => {
    fs.mkdirSync(place);
    const foreign = path.join(place, 'notes.txt');
    fs.writeFileSync(foreign, 'x');
    const outside = home.file('outside.png');
    fs.writeFileSync(outside, 'x');
    for (const file of [foreign, outside]) age(file, 400);
    await folder.use([foreign, outside]);
    await folder.hold('one', [foreign, outside]);
    for (const n of [1, 2, 3]) age(await add(n), 9);
    await add(4);
    assert.equal(fs.readFileSync(foreign, 'utf8'), 'x');
    assert.ok(Date.now() - fs.statSync(outside).mtimeMs > 300 * day);
  });
});
