import assert from 'node:assert/strict';
import { Uploads } from '../../../../src/host/pictures/uploads';
import { mostUploadBytes, uploadPieceBytes, type ReferencePiece } from '../../../../src/panel/references';
import { upload } from '../../../../src/webview/references/upload';

const fileOf = (bytes: Buffer) => ({
  name: 'a.png',
  size: bytes.byteLength,
  slice: (from: number, to: number) => ({ arrayBuffer: async () => Uint8Array.from(bytes.subarray(from, to)).buffer }),
});

describe('a picture that is handed over', () => {
  it('arrives as it was, in pieces that are not too large', async () => {
    const bytes = Buffer.alloc(2 * uploadPieceBytes + 7, 'fox');
    const uploads = new Uploads();
    const sizes: number[] = [];
    let whole: Uint8Array | undefined;
    await upload(fileOf(bytes), 'u', async (piece) => {
      sizes.push(piece.bytes.byteLength);
      whole = uploads.add(piece);
    });
    assert.deepEqual(sizes, [uploadPieceBytes, uploadPieceBytes, 7]);
    assert.deepEqual(whole, bytes);
  });

  it('is given up where a piece is refused', async () => {
    const sent: number[] = [];
    const send = async ({ at }: ReferencePiece): Promise<void> => {
      sent.push(at);
      throw new Error('no');
    };
    await assert.rejects(upload(fileOf(Buffer.alloc(2 * uploadPieceBytes)), 'u', send), /no/);
    assert.deepEqual(sent, [0]);
  });
});

describe('the pieces of a picture', () => {
  const piece = (upload: string, at: number, length: number, total = 10) => ({
    ...{ upload, at, total },
    bytes: new Uint8Array(length),
  });

  for (const [why, pieces] of [
    ['that leave a gap', [piece('u', 0, 3), piece('u', 4, 3)]],
    ['that come twice', [piece('u', 0, 3), piece('u', 3, 3), piece('u', 3, 3)]],
    ['without the first', [piece('u', 3, 3)]],
    ['that are more than was told', [piece('u', 0, 3), piece('u', 3, 8)]],
    ['that tell of another size', [piece('u', 0, 3), piece('u', 3, 3, 6)]],
    ['that are empty', [piece('u', 0, 0)]],
    ['of too large a picture', [piece('u', 0, 3, mostUploadBytes + 1)]],
  ] as const) {
    it(`${why} are refused, and what came before is forgotten`, () => {
      const uploads = new Uploads();
      const last = pieces.at(-1) ?? assert.fail();
      for (const one of pieces.slice(0, -1)) uploads.add(one);
      assert.throws(() => uploads.add(last), RangeError);
      assert.throws(() => uploads.add(piece('u', 3, 7)), RangeError);
    });
  }

  it('of several pictures may come at once, but not of many', () => {
    const uploads = new Uploads();
    for (const id of ['a', 'b', 'c', 'd', 'e']) uploads.add(piece(id, 0, 5));
    assert.equal(uploads.add(piece('b', 5, 5))?.byteLength, 10);
    assert.throws(() => uploads.add(piece('a', 5, 5)), RangeError);
  });
});
