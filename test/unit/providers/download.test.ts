import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { eventually } from '../../harness/eventually';
import { testReader } from '../../harness/answers';
import { jpegPicture } from '../../emulator/pictures/jpegPicture';
import { pngPicture } from '../../emulator/pictures/pngPicture';
import { webp } from '../answers/support';
import type { HttpClient } from '../../../src/providers/transport/httpClient';
import { isCutPicture } from '../../../src/answers/pictures/pictureBytes';
import { download, DownloadError } from '../../../src/providers/transport/download';

const pictures = {
  png: pngPicture(256, 256, [240, 200, 90]),
  jpeg: jpegPicture(256, 256, [240, 200, 90]),
  webp: Buffer.from(webp),
};
const signal = new AbortController().signal;

interface Served {
  readonly coding?: string;
  readonly status?: number;
  readonly location?: string;
  readonly resolvesTo?: string;
  /** What each request gets; the last one stays. */
  readonly bodies?: readonly Uint8Array[];
}

/** An HTTP client that serves a table of addresses and records what was asked for. */
function httpOf(table: Readonly<Record<string, Served>>): { http: HttpClient; asked: string[]; headers: string[] } {
  const asked: string[] = [];
  const headers: string[] = [];
  const http: HttpClient = async (request) => {
    asked.push(request.url.href);
    headers.push(...Object.keys(request.headers));
    const served = table[request.url.href] ?? assert.fail(`not served: ${request.url.href}`);
    if (served.resolvesTo) request.checkAddress?.(served.resolvesTo);
    return {
      status: served.status ?? (served.location ? 302 : 200),
      headers: new Headers({
        ...(served.location ? { location: served.location } : {}),
        ...(served.coding ? { 'content-encoding': served.coding } : {}),
      }),
      body: (async function* () {
        const nth = asked.filter((address) => address === request.url.href).length - 1;
        yield served.bodies?.[nth] ?? served.bodies?.at(-1) ?? new Uint8Array([1, 2, 3]);
      })(),
    };
  };
  return { http, asked, headers };
}

/** Fetches into `folder`, which is empty again behind what is no picture. */
async function fetched(
  http: HttpClient,
  address: string,
  ownOrigins: readonly string[] = [],
  before: readonly string[] = [],
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'dualtrack-download-'));
  try {
    const [first, ...others] = [...before, folder];
    const folders = [first ?? folder, ...others] as const;
    const options = { signal, ownOrigins, folders, check: testReader.check };
    const picture = await download(http, address, options, [0, 0, 0]);
    if (!picture) return undefined;
    return { ...picture.facts, content: await readFile(picture.path) };
  } finally {
    assert.ok((await readdir(folder)).length <= 1);
    await rm(folder, { recursive: true });
  }
}

async function refused(http: HttpClient, address: string, ownOrigins: readonly string[] = []): Promise<string> {
  try {
    await fetched(http, address, ownOrigins);
    return 'fetched';
  } catch (error) {
    assert.ok(error instanceof DownloadError);
    return error.reason;
  }
}

/** An HTTP client that gives the same kind of body to each request. */
function answering(body: () => AsyncIterable<Uint8Array>): HttpClient {
  return async () => ({ status: 200, headers: new Headers(), body: body() });
}

/** Lets no file below a folder be written to. */
async function fullDisk(folder: string, run: () => Promise<void>): Promise<void> {
  const probe = await open(path.join(tmpdir(), `dualtrack-probe-${process.pid}`), 'w');
  const handles = Object.getPrototypeOf(probe) as { writeFile: FileHandle['writeFile'] };
  await probe.close();
  await rm(path.join(tmpdir(), `dualtrack-probe-${process.pid}`));
  const { writeFile: before } = handles;
  handles.writeFile = async function (this: FileHandle, ...args) {
    if ((await readdir(folder)).length === 0) return before.apply(this, args);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  };
  try {
    await run();
  } finally {
    handles.writeFile = before;
  }
}

describe('a picture named by address', () => {
  it('is fetched over https without credentials', async () => {
    const { http, headers } = httpOf({ 'https://cdn.example/a.png?s=1': { bodies: [pictures.png] } });
    const picture = await fetched(http, 'https://cdn.example/a.png?s=1');
    assert.ok(picture, 'it came');
    assert.ok(picture.content.equals(pictures.png));
    assert.deepEqual([picture.mime, picture.width, picture.bytes], ['image/png', 256, pictures.png.byteLength]);
    assert.ok(!headers.some((name) => /authorization|key|cookie/i.test(name)));
  });

  it('is not fetched from this machine or a private network, in any notation', async () => {
    const { http, asked } = httpOf({});
    const addresses = [
      'http://cdn.example/a.png',
      'https://127.0.0.1/a.png',
      'https://2130706433/a.png',
      'https://0x7f.1/a.png',
      'https://[::1]/a.png',
      'https://[::ffff:10.0.0.1]/a.png',
      'https://169.254.169.254/latest',
      'https://192.168.1.1/a.png',
      'https://localhost/a.png',
      'https://user:pass@cdn.example/a.png',
    ];
    for (const address of addresses) assert.equal(await refused(http, address), 'notAllowed', address);
    assert.deepEqual(asked, []);
  });

  it('is not fetched when its name leads to a private network', async () => {
    const { http } = httpOf({ 'https://sneaky.example/a.png': { resolvesTo: '10.1.2.3' } });
    assert.equal(await refused(http, 'https://sneaky.example/a.png'), 'notAllowed');
  });

  it('is checked again after each redirect', async () => {
    const { http, asked } = httpOf({
      'https://cdn.example/a.png': { location: 'https://other.example/b.png' },
      'https://other.example/b.png': { location: 'https://127.0.0.1/c.png' },
    });
    assert.equal(await refused(http, 'https://cdn.example/a.png'), 'notAllowed');
    assert.deepEqual(asked, ['https://cdn.example/a.png', 'https://other.example/b.png']);
  });

  it('may lie on the route’s own origin, also plain and local', async () => {
    const { http } = httpOf({ 'http://127.0.0.1:9/a.png': {} });
    assert.equal(await refused(http, 'http://127.0.0.1:9/a.png', ['http://127.0.0.1:9']), 'fetched');
    assert.equal(await refused(http, 'http://127.0.0.1:8/a.png', ['http://127.0.0.1:9']), 'notAllowed');
  });

  for (const [type, picture] of Object.entries(pictures)) {
    it(`is whole or is none, wherever it is cut without a word: ${type}`, async () => {
      const address = 'https://cdn.example/a';
      for (const share of [0.3, 0.5, 0.9, 0.999]) {
        const half = picture.subarray(0, Math.floor(picture.byteLength * share));
        const { http, asked } = httpOf({ [address]: { bodies: [half] } });
        assert.equal(await refused(http, address), 'cut');
        assert.equal(asked.length, 3, 'a passing fault is tried again');
        const later = httpOf({ [address]: { bodies: [half, picture] } });
        assert.ok((await fetched(later.http, address))?.content.equals(picture));
      }
    });
  }

  it('is cut also where it ends as the small picture does that cameras put into a large one', async () => {
    const small = pictures.jpeg;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(small.byteLength + 2);
    const cut = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, small]);
    assert.equal(isCutPicture(cut), true);
    assert.equal(isCutPicture(Buffer.concat([cut, pictures.jpeg.subarray(2)])), false);
  });

  for (const [coding, body] of [
    ['gzip', gzipSync(pictures.jpeg)],
    ['', gzipSync(pictures.jpeg)],
    ['br', brotliCompressSync(pictures.jpeg)],
    ['deflate', deflateSync(pictures.jpeg)],
    ['br', pictures.jpeg],
    ['gzip', pictures.jpeg],
    ['deflate', pictures.jpeg],
    ['BR', brotliCompressSync(pictures.jpeg)],
    ['deflate', deflateRawSync(pictures.jpeg)],
    ['gzip, br', brotliCompressSync(gzipSync(pictures.jpeg))],
    ['br, Deflate', deflateSync(brotliCompressSync(pictures.jpeg))],
  ] as const) {
    it(`is taken out of a coding that nobody asked for: declared "${coding}", ${body.byteLength} bytes`, async () => {
      const address = 'https://cdn.example/a.jpg';
      const { http } = httpOf({ [address]: { bodies: [body], coding } });
      assert.ok((await fetched(http, address))?.content.equals(pictures.jpeg));
    });
  }

  it('is taken out of a coding also where the first chunk is one byte', async () => {
    const bytes = gzipSync(pictures.jpeg);
    const http = answering(async function* () {
      yield bytes.subarray(0, 1);
      yield bytes.subarray(1);
    });
    assert.ok((await fetched(http, 'https://cdn.example/a.jpg'))?.content.equals(pictures.jpeg));
  });

  for (const coding of ['br', 'deflate']) {
    it(`is none where a page is declared as ${coding} and plain, which is no fault of the network`, async () => {
      const body = Buffer.from('<html><body>Übersicht</body></html>'.repeat(300));
      const { http, asked } = httpOf({ 'https://cdn.example/a.png': { bodies: [body], coding } });
      assert.equal(await fetched(http, 'https://cdn.example/a.png'), undefined);
      assert.equal(asked.length, 1);
    });
  }

  it('closes the connection where it is larger than any picture, also in its coding', async () => {
    const endless = (chunk: Uint8Array): Readable =>
      Readable.from(
        (function* () {
          for (;;) yield chunk;
        })(),
      );
    const empty = gzipSync('');
    const members = Buffer.concat(Array.from({ length: 50_000 }, () => empty));
    for (const chunk of [Buffer.alloc(1024 * 1024, 1), members]) {
      const body = endless(chunk);
      assert.equal(
        await refused(
          answering(() => body),
          'https://cdn.example/a.png',
        ),
        'notAllowed',
      );
      await eventually('the connection is closed', () => body.destroyed);
    }
  });

  it('is fetched again into the next folder where the disk of the first one is full', async () => {
    const { http, asked } = httpOf({ 'https://cdn.example/a.png': { bodies: [pictures.png] } });
    const full = await mkdtemp(path.join(tmpdir(), 'dualtrack-full-'));
    await fullDisk(full, async () => {
      const picture = await fetched(http, 'https://cdn.example/a.png', [], [full]);
      assert.ok(picture?.content.equals(pictures.png));
    });
    assert.equal(asked.length, 2);
    assert.deepEqual(await readdir(full), []);
    await rm(full, { recursive: true });
  });

  it('fails with what the disk says where no folder takes it', async () => {
    const { http, asked } = httpOf({ 'https://cdn.example/a.png': { bodies: [pictures.png] } });
    const full = await mkdtemp(path.join(tmpdir(), 'dualtrack-full-'));
    const options = { signal, ownOrigins: [], folders: [full], check: testReader.check } as const;
    await fullDisk(full, async () => {
      await assert.rejects(download(http, 'https://cdn.example/a.png', options, [0, 0, 0]), { code: 'ENOSPC' });
    });
    assert.equal(asked.length, 1);
    await rm(full, { recursive: true });
  });

  it('closes the connection where no file can be made', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dualtrack-none-'));
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const body = Readable.from([pictures.png]);
    const options = { signal, ownOrigins: [], folders: [path.join(file, 'below')], check: testReader.check } as const;
    await assert.rejects(
      download(
        answering(() => body),
        'https://cdn.example/a.png',
        options,
        [0],
      ),
      {
        code: 'ENOTDIR',
      },
    );
    assert.ok(body.destroyed);
    await rm(folder, { recursive: true });
  });

  it('fails with what went wrong, whether or not its file can be removed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dualtrack-stuck-'));
    const check = async (file: string): Promise<'cut'> => {
      await rm(file);
      await mkdir(file); // which `rm` does not remove
      return 'cut';
    };
    const { http } = httpOf({ 'https://cdn.example/a.png': { bodies: [pictures.png] } });
    const options = { signal, ownOrigins: [], folders: [folder], check } as const;
    await assert.rejects(download(http, 'https://cdn.example/a.png', options, [0]), { reason: 'cut' });
    await rm(folder, { recursive: true });
  });

  it('is none where something else lies there, and leaves no file', async () => {
    const { http } = httpOf({ 'https://cdn.example/a.png': {} });
    assert.equal(await fetched(http, 'https://cdn.example/a.png'), undefined);
  });

  it('is not asked for again when the service refuses it', async () => {
    const { http, asked } = httpOf({ 'https://cdn.example/a.png': { status: 403 } });
    assert.equal(await refused(http, 'https://cdn.example/a.png'), 'status');
    assert.equal(asked.length, 1);
  });
});
