import * as v from 'valibot';
import { aspectRatios, imageSizes } from '../../core/pictures/image';
import { personGenerations, vertexOutputTypes } from '../../core/services/vertexOptions';

const vertex = v.object({
  outputMimeType: v.optional(v.picklist(vertexOutputTypes)),
  outputCompressionQuality: v.optional(v.number()),
  personGeneration: v.optional(v.picklist(personGenerations)),
});

/** What somebody wanted, as it is written down: enough to make it once more. Files and folders are URIs. */
const wish = v.object({
  prompt: v.string(),
  options: v.object({
    model: v.string(),
    size: v.picklist(imageSizes),
    ratio: v.picklist(aspectRatios),
    vertex: v.optional(vertex),
  }),
  references: v.pipe(v.array(v.object({ id: v.string(), uri: v.string(), name: v.string() })), v.readonly()),
  destination: v.variant('kind', [
    v.object({ kind: v.literal('folder'), workspaceFolder: v.string(), folder: v.string() }),
    v.object({ kind: v.literal('saveAs') }),
  ]),
  resource: v.optional(v.string()),
  count: v.optional(v.number()),
  onlyRoute: v.optional(v.string()),
  among: v.optional(v.pipe(v.array(v.string()), v.readonly())),
});

export type Wish = Readonly<v.InferOutput<typeof wish>>;

/** Throws where the text is no wish. */
export function parseWish(text: string): Wish {
  return v.parse(v.pipe(v.string(), v.parseJson(), wish), text);
}
