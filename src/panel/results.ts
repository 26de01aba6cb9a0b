import * as v from 'valibot';
import type { CallName, CallResult } from './calls';
import type { Labelled, VertexChoices } from './composer';
import { detailsSchema, largePictureSchema } from './details';
import { facetsSchema, picturePageSchema, pictureSchema, thumbnailSchema } from './pictures';
import { textsSchema } from './texts';

type ResultSchemas = { readonly [N in CallName]: v.GenericSchema<unknown, CallResult<N>> };

const vertexSchema: v.GenericSchema<unknown, VertexChoices> = v.object({
  outputTypes: labelled(v.picklist(['auto', 'image/png', 'image/jpeg'])),
  qualities: labelled(v.string()),
  people: labelled(v.picklist(['auto', 'ALLOW_ALL', 'ALLOW_ADULT', 'ALLOW_NONE'])),
});

const nothing = v.undefined();
const filling = v.object({ fill: v.optional(v.object({ prompt: v.string(), count: v.number() })) });

/** What the page takes as the result of each call. */
export const resultSchemas: ResultSchemas = {
  ready: v.object({ texts: textsSchema, vertex: vertexSchema, prompt: v.string() }),
  setOptions: nothing,
  keepPrompt: nothing,
  chooseFolder: nothing,
  addReferences: nothing,
  removeReference: nothing,
  moveReference: nothing,
  dropReferences: nothing,
  addPictureReference: nothing,
  uploadReference: nothing,
  generate: nothing,
  cancel: nothing,
  cancelAll: nothing,
  answer: nothing,
  failed: filling,
  interrupted: nothing,
  pictures: picturePageSchema,
  facets: facetsSchema,
  thumbnail: thumbnailSchema,
  picture: v.object({ picture: v.optional(pictureSchema) }),
  details: v.object({ details: v.optional(detailsSchema) }),
  largePicture: largePictureSchema,
  several: v.object({ forgotten: v.array(v.string()) }),
  mend: nothing,
  notice: filling,
};

function labelled<T extends string>(value: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Labelled<T>[]> {
  return v.array(v.object({ value, label: v.string() }));
}
