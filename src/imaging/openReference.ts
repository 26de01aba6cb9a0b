import { open, readFile, stat } from 'node:fs/promises';
import type { Reference } from '../core/pictures/image';
import { maxReferenceBytes } from '../core/pictures/reference';
import type { ReferenceMime } from '../core/services/preset';
import { referenceMime } from './mime';

/** A file of at most so many bytes is read at once; it is no trouble to hold. */
const heldBytes = 4 * 1024 * 1024;

/** A file is too large for a picture to work from. */
export class TooLargeReferenceError extends Error {}

/**
 * A file as a picture to work from. Of a large one only the head is read. Undefined: it is no picture that any service takes.
 * Throws `TooLargeReferenceError`, and what the file system throws.
 */
export async function openReference(file: string, name: string): Promise<Reference | undefined> {
  const found = await stat(file);
  if (!found.isFile()) throw new Error('This is not a file');
  const { size } = found;
  if (size > maxReferenceBytes) throw new TooLargeReferenceError(`${name} has more than ${maxReferenceBytes} bytes`);
  if (size <= heldBytes) {
    const bytes = await readFile(file);
    const mime = referenceMime(bytes);
    return mime && { name, bytes, mime };
  }
  const mime = await mimeOf(file);
  return mime && { name, file, size, mime };
}

async function mimeOf(file: string): Promise<ReferenceMime | undefined> {
  // what comes before a JPEG's frame may be longer, though it hardly ever is
  return referenceMime(await headOf(file)) ?? referenceMime(await readFile(file));
}

async function headOf(file: string): Promise<Uint8Array> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(heldBytes), 0, heldBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}
