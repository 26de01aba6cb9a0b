import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { wordsOf } from '../../src/core/words/wordsOf';

const download = v.object({
  status: v.number(),
  contentType: v.string(),
  bytes: v.picklist(['png1x1', 'jpeg1x1', 'webp1x1', 'html']),
});

const expectation = v.union([
  v.object({ images: v.number(), mimes: v.array(v.string()), final: v.number(), text: v.optional(v.string()) }),
  v.object({
    failure: v.string(),
    charge: v.picklist(['none', 'billed', 'unknown']),
    retryAfterMs: v.optional(v.number()),
    messageHas: v.optional(v.string()),
  }),
]);

const caseSchema = v.object({
  name: v.string(),
  wire: v.picklist(['gemini', 'chat', 'images']),
  model: v.string(),
  status: v.number(),
  headers: v.record(v.string(), v.string()),
  body: v.string(),
  downloads: v.optional(v.record(v.string(), download), {}),
  expect: expectation,
});

/** One answer that a service could give, and what has to come of it. */
export type ConformanceCase = v.InferOutput<typeof caseSchema>;
export type Expectation = ConformanceCase['expect'];

/** The cases of a folder in the order of their names; a text instead of a case says why a file is none. */
export function readCases(folder: string): (ConformanceCase | { readonly name: string; readonly problem: string })[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => {
    try {
      return v.parse(caseSchema, JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    } catch (error) {
      const problem = wordsOf(error);
      return { name: path.basename(file, '.json'), problem: `not a case: ${problem}` };
    }
  });
}
