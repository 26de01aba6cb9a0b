import type { Reference } from '../../core/pictures/image';
import type { UsedReference } from '../../core/run/picture';
import { contentHash } from '../../store/pictures/contentHash';
import type { ReferenceFile } from '../wanted';

/**
 * The pictures to work from as the history keeps them: by their bytes as they lie on the disk, and by where they were. One after the
 * other, since nobody waits for it. `references` are those of `files`, in their order. Never rejects: a file that is gone by now has
 * no hash.
 */
export async function usedReferences(
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
