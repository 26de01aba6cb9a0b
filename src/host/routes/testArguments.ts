import * as v from 'valibot';

const schema = v.strictObject({
  route: v.string(),
  step: v.optional(v.picklist(['check', 'picture', 'signIn']), 'check'),
});

/** What *Test Routes* is given where it is about one route. `picture`: make the paid test picture there. */
export type TestArguments = v.InferInput<typeof schema>;

/** Undefined for the command without arguments, and for anything else. */
export function testArguments(value: unknown): v.InferOutput<typeof schema> | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
