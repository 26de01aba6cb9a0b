import assert from 'node:assert/strict';
import { jpegPicture } from '../../emulator/jpegPicture';
import { pngPicture } from '../../emulator/pngPicture';
import { webp } from '../answers/support';
import type { Edge } from '../../../src/providers/transport/edge';
import { isCutPicture } from '../../../src/providers/answer/pictureBytes';
import { download, DownloadError } from '../../../src/providers/transport/download';

const pictures = {
  png: pngPicture(256, 256, [240, 200, 90]),
  jpeg: jpegPicture(256, 256, [240, 200, 90]),
  webp: Buffer.from(webp),
};
const signal = new AbortController().signal;

interface Served {
  readonly status?: number;
  readonly location?: string;
  readonly resolvesTo?: string;
  /** What each request gets; the last one stays. */
  readonly bodies?: readonly Uint8Array[];
}

/** An edge that serves a table of addresses and records what was asked for. */
function edgeOf(table: Readonly<Record<string, Served>>): { edge: Edge; asked: string[]; headers: string[] } {
  const asked: string[] = [];
  const headers: string[] = [];
  const edge: Edge = async (request) => {
    asked.push(request.url.href);
    headers.push(...Object.keys(request.headers));
    const served = table[request.url.href] ?? assert.fail(`not served: ${request.url.href}`);
    if (served.resolvesTo) request.checkAddress?.(served.resolvesTo);
    return {
      status: served.status ?? (served.location ? 302 : 200),
      headers: new Headers(served.location ? { location: served.location } : {}),
      body: (async function* () {
        const nth = asked.filter((address) => address === request.url.href).length - 1;
        yield served.bodies?.[nth] ?? served.bodies?.at(-1) ?? new Uint8Array([1, 2, 3]);
      })(),
    };
  };
  return { edge, asked, headers };
}

async function refused(edge: Edge, address: string, ownOrigins: readonly string[] = []): Promise<string> {
  try {
    await download(edge, address, { signal, ownOrigins }, [0, 0, 0]);
    return 'fetched';
  } catch (error) {
    assert.ok(error instanceof DownloadError);
    return error.reason;
  }
}

describe('a picture named by address', () => {
  it('is fetched over https without credentials', async () => {
    const { edge, headers } = edgeOf({ 'https://cdn.example/a.png?s=1': {} });
    const bytes = await download(edge, 'https://cdn.example/a.png?s=1', { signal, ownOrigins: [] });
    assert.deepEqual([...bytes], [1, 2, 3]);
    assert.ok(!headers.some((name) => /authorization|key|cookie/i.test(name)));
  });

  it('is not fetched from this machine or a private network, in any notation', async () => {
    const { edge, asked } = edgeOf({});
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
    for (const address of addresses) assert.equal(await refused(edge, address), 'notAllowed', address);
    assert.deepEqual(asked, []);
  });

  it('is not fetched when its name leads to a private network', async () => {
    const { edge } = edgeOf({ 'https://sneaky.example/a.png': { resolvesTo: '10.1.2.3' } });
    assert.equal(await refused(edge, 'https://sneaky.example/a.png'), 'notAllowed');
  });

  it('is checked again after each redirect', async () => {
    const { edge, asked } = edgeOf({
      'https://cdn.example/a.png': { location: 'https://other.example/b.png' },
      'https://other.example/b.png': { location: 'https://127.0.0.1/c.png' },
    });
    assert.equal(await refused(edge, 'https://cdn.example/a.png'), 'notAllowed');
    assert.deepEqual(asked, ['https://cdn.example/a.png', 'https://other.example/b.png']);
  });

  it('may lie on the route’s own origin, also plain and local', async () => {
    const { edge } = edgeOf({ 'http://127.0.0.1:9/a.png': {} });
    assert.equal(await refused(edge, 'http://127.0.0.1:9/a.png', ['http://127.0.0.1:9']), 'fetched');
    assert.equal(await refused(edge, 'http://127.0.0.1:8/a.png', ['http://127.0.0.1:9']), 'notAllowed');
  });

  for (const [type, picture] of Object.entries(pictures)) {
    it(`is whole or is none, wherever it is cut without a word: ${type}`, async () => {
      const address = 'https://cdn.example/a';
      for (const share of [0.3, 0.5, 0.9, 0.999]) {
        const half = picture.subarray(0, Math.floor(picture.byteLength * share));
        const { edge, asked } = edgeOf({ [address]: { bodies: [half] } });
        assert.equal(await refused(edge, address), 'cut');
        assert.equal(asked.length, 3, 'a passing fault is tried again');
        const later = edgeOf({ [address]: { bodies: [half, picture] } });
        const bytes = await download(later.edge, address, { signal, ownOrigins: [] }, [0, 0]);
        assert.ok(Buffer.from(bytes).equals(picture));
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

  it('is not asked for again when the service refuses it', async () => {
    const { edge, asked } = edgeOf({ 'https://cdn.example/a.png': { status: 403 } });
    assert.equal(await refused(edge, 'https://cdn.example/a.png'), 'status');
    assert.equal(asked.length, 1);
  });
});
