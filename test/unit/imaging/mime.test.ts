import assert from 'node:assert/strict';
import { referenceMime } from '../../../src/imaging/mime';
import { pixel } from '../providers/onTheWire';

function container(...brands: string[]): Buffer {
  const [main = '', ...compatible] = brands;
  const text = Buffer.from(`ftyp${main}\0\0\0\0${compatible.join('')}`, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(text.byteLength + 4);
  return Buffer.concat([size, text, Buffer.from('\0\0\0\x10meta avif mif1', 'latin1')]);
}

describe('the type of a reference', () => {
  it('is told from the bytes, wherever they lie', () => {
    assert.equal(referenceMime(pixel), 'image/png');
    assert.equal(referenceMime(container('heic', 'mif1', 'heic')), 'image/heic');
    assert.equal(referenceMime(container('mif1', 'mif1', 'heix')), 'image/heic');
    assert.equal(referenceMime(container('mif1', 'mif1', 'msf1')), 'image/heif');
    const within = Buffer.concat([Buffer.alloc(5), container('heic')]);
    assert.equal(referenceMime(within.subarray(5)), 'image/heic');
  });

  it('is unknown for everything that no service takes', () => {
    const others = [
      container('avif', 'mif1', 'avif'),
      container('isom', 'mp42'),
      Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      Buffer.from('%PDF-1.7'),
      Buffer.from('....ftyp'),
      Buffer.alloc(0),
    ];
    for (const bytes of others) assert.equal(referenceMime(bytes), undefined, bytes.toString('latin1', 0, 16));
  });
});
