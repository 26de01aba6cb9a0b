import * as v from 'valibot';
import { personGenerations, vertexOutputTypes } from '../../core/services/vertexOptions';

/** The options of Vertex AI as the page sends them and as they are remembered. */
export const vertexSchema = v.strictObject({
  outputMimeType: v.optional(v.picklist(vertexOutputTypes)),
  outputCompressionQuality: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  personGeneration: v.optional(v.picklist(personGenerations)),
});
