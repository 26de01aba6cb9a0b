import type { Reference } from '../../core/pictures/image';
import type { UsedReference } from '../../core/run/picture';
import { contentHash } from '../../store/pictures/contentHash';
import type { ReferenceFile } from '../wanted';

/** Longer nobody waits for a file to be read once more, such as one on a share that is gone. */
const longestMs = 30_000;

/**
 * The pictures to work from as the history keeps them: by their bytes as they lie on the disk, and by where they were. One after the
 * other, since nobody waits for it. `references` are those of `files`, in their order. Never rejects: a file that is gone by now has
 * no hash, and none has where that takes longer than `ms` milliseconds.
 */
export async function usedReferences(
  files: readonly ReferenceFile[],
  references: readonly Reference[],
  ms = longestMs,
): Promise<readonly UsedReference[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly UsedReference[]>((resolve) => {
    timer = setTimeout(() => resolve(files.map(({ uri, name }) => ({ uri, name }))), ms);
    timer.unref();
  });
  return Promise.race([hashed(files, references), late]).finally(() => clearTimeout(timer));
}

async function hashed(
  files: readonly ReferenceFile[],
  references: readonly Reference[],
): Promise<readonly UsedReference[]> {
  const used: UsedReference[] = [];
  for (const [index, { uri, name }] of files.entries()) {
    const reference = references[index];
    const of = reference && ('bytes' in reference ? reference.bytes : { file: reference.file });
    const sha256 = of && (await contentHash(of).catch(() => undefined));
    used.push({ uri, name, ...(sha256 === undefined ? {} : { sha256 }) });
  }
  return used;
}
