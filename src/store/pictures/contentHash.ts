import { createHash, webcrypto } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * The SHA-256 of bytes, or of a file's as it lies on the disk, in lower-case hexadecimal. Never takes the thread for longer than a
 * moment. Rejects with what the file system throws.
 */
export async function contentHash(of: Uint8Array | { readonly file: string }): Promise<string> {
  if (!('file' in of)) {
    const hash = await webcrypto.subtle.digest('SHA-256', of);
    return Buffer.from(hash).toString('hex');
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(of.file), hash);
  return hash.digest('hex');
}
