import assert from 'node:assert/strict';
import { realPartsBelow } from '../../../src/store/pictures/insideFolder';
import { Windows } from './windows';

describe('where a path in a folder really leads, on Windows', () => {
  const below = (windows: Windows, folder: string, file: string): Promise<readonly string[] | undefined> =>
    realPartsBelow(folder, file, windows);

  it('is itself without links, whatever the case, whether it is there or not', async () => {
    const windows = new Windows().folder('C:\\Users\\Me\\ws\\Docs');
    assert.deepEqual(await below(windows, 'c:\\users\\me\\ws', 'c:\\users\\me\\ws\\docs\\new'), ['Docs', 'new']);
    assert.deepEqual(await below(windows, 'C:\\Users\\Me\\ws', 'c:\\Users\\me\\WS\\assets'), ['assets']);
    assert.deepEqual(await below(new Windows().folder('C:\\'), 'C:\\', 'c:\\assets'), ['assets']);
    assert.deepEqual(await below(windows, 'C:\\Users\\Me\\ws', 'C:\\Users\\Me\\ws\\..more\\x'), ['..more', 'x']);
  });

  const shares = [
    '\\\\server\\share',
    '\\\\server\\share\\ws',
    '\\\\?\\UNC\\server\\share\\ws',
    '\\\\wsl$\\Debian\\home',
  ];
  const drives = ['D:\\', 'D:\\ws', '\\\\?\\D:\\ws', '\\\\?\\Volume{12ab}\\ws', 'C:\\', 'C:\\ws-other', 'C:\\Users'];
  for (const target of [...shares, ...drives]) {
    it(`is nothing for a link to ${target}`, async () => {
      const windows = new Windows().folder('C:\\ws').folder(target).link('C:\\ws\\assets', target);
      for (const file of ['C:\\ws\\assets', 'c:\\ws\\assets\\deep\\new', 'C:\\WS\\Assets\\x.png']) {
        assert.equal(await below(windows, 'C:\\ws', file), undefined, file);
      }
    });
  }

  it('is nothing for a link from one share to another, or to a drive', async () => {
    for (const target of ['\\\\server\\other\\ws', '\\\\other\\share\\ws', 'C:\\share\\ws']) {
      const share = '\\\\server\\share\\ws';
      const windows = new Windows().folder(share).folder(target).link(`${share}\\assets`, target);
      assert.equal(await below(windows, share, `${share}\\assets\\x`), undefined, target);
    }
  });

  it('is within for a link to another folder within, also where the system writes paths in its long form', async () => {
    const windows = new Windows().folder('C:\\ws\\docs').link('C:\\ws\\assets', 'C:\\ws\\docs');
    assert.deepEqual(await below(windows, 'c:\\ws', 'c:\\ws\\assets\\new'), ['docs', 'new']);
    for (const [plain, long] of [
      ['C:\\ws', '\\\\?\\C:\\ws'],
      ['\\\\server\\share\\ws', '\\\\?\\UNC\\Server\\Share\\ws'],
    ] as const) {
      const other = new Windows().folder(plain).folder(`${long}\\docs`).link(`${plain}\\assets`, `${long}\\docs`);
      assert.deepEqual(await below(other, plain, `${plain}\\assets`), ['docs']);
    }
  });

  for (const code of ['EISDIR', 'EINVAL', 'UNKNOWN', 'ENOSYS', 'ENOENT']) {
    it(`is itself on a disk that knows no real paths and says ${code}, but no link is followed there`, async () => {
      const windows = new Windows().withoutRealPaths('r:', code);
      windows.folder('R:\\ws\\docs').folder('C:\\out').folder('R:\\out');
      assert.deepEqual(await below(windows, 'r:\\ws', 'r:\\ws\\docs\\new'), ['docs', 'new']);
      assert.deepEqual(await below(windows, 'r:\\ws', 'R:\\WS\\assets'), ['assets']);
      assert.deepEqual(await below(windows, 'r:\\', 'r:\\assets'), ['assets']);
      for (const target of ['R:\\out', 'C:\\out', 'R:\\ws\\docs', 'R:\\nowhere']) {
        windows.link('R:\\ws\\assets', target);
        assert.equal(await below(windows, 'r:\\ws', 'r:\\ws\\assets'), undefined, target);
        assert.equal(await below(windows, 'r:\\ws', 'r:\\ws\\assets\\deep'), undefined, target);
      }
      windows.folder('R:\\ws\\git~1');
      assert.equal(await below(windows, 'r:\\ws', 'r:\\ws\\GIT~1\\hooks'), undefined);
    });
  }

  it('takes the folder itself as the user chose it, also behind a link that cannot be followed', async () => {
    const windows = new Windows().withoutRealPaths('r:', 'EISDIR').folder('R:\\real\\docs').link('R:\\ws', 'R:\\real');
    assert.deepEqual(await below(windows, 'R:\\ws', 'R:\\ws\\docs\\new'), ['docs', 'new']);
  });

  it('is nothing for a link from a drive with real paths to one without', async () => {
    const windows = new Windows().withoutRealPaths('r:', 'EISDIR').folder('R:\\out').folder('C:\\ws');
    windows.link('C:\\ws\\assets', 'R:\\out');
    assert.equal(await below(windows, 'C:\\ws', 'C:\\ws\\assets'), undefined);
    assert.equal(await below(windows, 'C:\\ws', 'C:\\ws\\assets\\x'), undefined);
  });

  it('is nothing where the system does not say what a thing is', async () => {
    const windows = new Windows().withoutRealPaths('r:', 'EISDIR').folder('R:\\ws\\odd');
    const silent = {
      paths: windows.paths,
      realpath: (file: string) => windows.realpath(file),
      lstat: (file: string) =>
        file.endsWith('odd') ? Promise.reject(Object.assign(new Error('no'), { code: 'EPERM' })) : windows.lstat(file),
    };
    assert.equal(await realPartsBelow('R:\\ws', 'R:\\ws\\odd', silent), undefined);
    assert.equal(await realPartsBelow('R:\\ws', 'R:\\ws\\odd\\x', silent), undefined);
  });
});
