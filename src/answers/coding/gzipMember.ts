import zlib from 'node:zlib';

const [hasHeaderCheck, hasExtra, hasName, hasComment] = [0x02, 0x04, 0x08, 0x10];
const [fixedHeader, trailer] = [10, 8];

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Where the header of a gzip member ends; undefined if it is cut off. https://www.rfc-editor.org/rfc/rfc1952#section-2.3 */
function endOfHeader(bytes: Buffer): number | undefined {
  const flags = bytes[3] ?? 0;
  let at = fixedHeader;
  if (flags & hasExtra) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const hasText of [hasName, hasComment]) {
    if ((flags & hasText) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  return flags & hasHeaderCheck ? at + 2 : at;
}

/**
 * Where the first member of a gzip ends (exclusive), whatever follows it; undefined if it is cut off, or decodes to more than `most`
 * bytes. Rejects where it is damaged.
 */
export async function endOfMember(bytes: Buffer, most: number): Promise<number | undefined> {
  const from = endOfHeader(bytes);
  if (from === undefined) return undefined;
  const inflater = zlib.createInflateRaw();
  inflater.end(bytes.subarray(from));
  let size = 0;
  for await (const chunk of inflater) {
    size += (chunk as Buffer).byteLength;
    if (size > most) return undefined;
  }
  const end = from + inflater.bytesWritten + trailer;
  return end <= bytes.byteLength ? end : undefined;
}
