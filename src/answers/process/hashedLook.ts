import { createHash } from 'node:crypto';
import type { PictureFacts } from '../../core/pictures/image';
import type { ByteSource } from '../pictures/byteSource';
import { isCut, lookOf } from '../pictures/pictureBytes';

const window = 1024 * 1024;

/** Whether bytes are a whole picture, and which; `cut`: they begin as one. */
export function hashedLook(source: ByteSource): PictureFacts | 'cut' | undefined {
  const look = lookOf(source);
  if (!look) return isCut(source) ? 'cut' : undefined;
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(window, source.length));
  for (let at = 0; at < source.length; at += window) hash.update(source.slice(at, at + window, buffer));
  return { ...look, bytes: source.length, sha256: hash.digest('hex') };
}
