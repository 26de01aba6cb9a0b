import type { ImageRequest, ReferenceImage } from '../core/pictures/image';

/** The pictures to work from, as they are sent. All have been prepared for the route before a wire sees the request. */
export function referencesOf({ references }: Pick<ImageRequest, 'references'>): readonly ReferenceImage[] {
  return references.map((reference) => {
    if ('bytes' in reference) return reference;
    throw new Error(`The reference picture ${reference.name ?? ''} was not read`);
  });
}
