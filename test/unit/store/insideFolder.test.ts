import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { realPartsBelow } from '../../../src/store/pictures/insideFolder';
import { TestFolder } from './folder';

describe('where a path in a folder really leads', () => {
  const home = new TestFolder();
  let root: string;
  let outside: string;

  beforeEach(() => {
    root = path.join(home.path, 'project');
    outside = path.join(home.path, 'outside');
    mkdirSync(root);
    mkdirSync(outside);
  });

  const below = (...parts: string[]): Promise<readonly string[] | undefined> =>
    realPartsBelow(root, path.join(root, ...parts));

  it('is itself where no link is on the way, whether it is there or not', async () => {
    mkdirSync(path.join(root, 'docs'));
    assert.deepEqual(await below('docs'), ['docs']);
    assert.deepEqual(await below('docs', 'images', 'new'), ['docs', 'images', 'new']);
  });

  it('is itself also while somebody else makes it', async () => {
    for (let n = 0; n < 100; n += 1) {
      const name = `new-${n}`;
      const asked = Array.from({ length: 20 }, () => below(name));
      const made = mkdir(path.join(root, name));
      for (const parts of await Promise.all(asked)) assert.deepEqual(parts, [name]);
      await made;
    }
  });

  it('is within, for a link to another folder of the same root', async () => {
    mkdirSync(path.join(root, 'docs'));
    symlinkSync('docs', path.join(root, 'assets'));
    assert.deepEqual(await below('assets', 'new'), ['docs', 'new']);
  });

  it('is nothing for a link out, at the end or in the middle', async () => {
    symlinkSync(outside, path.join(root, 'assets'));
    assert.equal(await below('assets'), undefined);
    assert.equal(await below('assets', 'deep', 'new'), undefined);
  });

  it('is nothing for a link to what is not there yet, which could be made through it', async () => {
    symlinkSync(path.join(outside, 'later'), path.join(root, 'assets'));
    assert.equal(await below('assets'), undefined);
    assert.equal(await below('assets', 'new'), undefined);
  });

  it('is nothing for a link in a circle', async () => {
    symlinkSync('assets', path.join(root, 'assets'));
    assert.equal(await below('assets'), undefined);
  });

  it('is nothing for a neighbour whose name only begins alike', async () => {
    mkdirSync(path.join(home.path, 'project-other'));
    symlinkSync(path.join(home.path, 'project-other'), path.join(root, 'assets'));
    assert.equal(await below('assets'), undefined);
  });

  it('follows the folder itself when that is a link', async () => {
    symlinkSync(root, path.join(home.path, 'shortcut'));
    writeFileSync(path.join(root, 'a.png'), '');
    const shortcut = path.join(home.path, 'shortcut');
    assert.deepEqual(await realPartsBelow(shortcut, path.join(shortcut, 'a.png')), ['a.png']);
  });

  it('shows a hidden folder behind a harmless name', async () => {
    mkdirSync(path.join(root, '.git'));
    symlinkSync('.git', path.join(root, 'assets'));
    assert.deepEqual(await below('assets', 'hooks'), ['.git', 'hooks']);
  });
});
