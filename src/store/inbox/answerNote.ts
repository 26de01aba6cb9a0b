import * as v from 'valibot';

/** What is needed to understand a raw answer later, and to put its picture where it belongs. */
const answerNote = v.object({
  job: v.string(),
  route: v.string(),
  wire: v.string(),
  /** The origins that the answer may link to even if they are not public: the route's own. */
  ownOrigins: v.array(v.string()),
  model: v.string(),
  modelId: v.string(),
  prompt: v.string(),
  size: v.string(),
  ratio: v.string(),
  /** Where the picture was wanted, in the caller's own words. */
  place: v.optional(v.string()),
  startedAt: v.number(),
  status: v.number(),
  contentType: v.optional(v.string()),
  /** The content coding that the bytes still have. */
  contentEncoding: v.optional(v.string()),
});

export type AnswerNote = Readonly<v.InferOutput<typeof answerNote>>;

/** Undefined: the text is not a note, such as when a power cut has torn it. */
export function parseNote(text: string): AnswerNote | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), answerNote), text);
  return parsed.success ? parsed.output : undefined;
}
