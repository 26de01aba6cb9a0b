import * as v from 'valibot';

const schema = v.strictObject({ route: v.string(), picture: v.optional(v.boolean()) });

/** What *Test Routes* is given where it is about one route. `picture`: make the paid test picture there. */
export type TestArguments = v.InferOutput<typeof schema>;

/** Undefined for the command without arguments, and for anything else. */
export function testArguments(value: unknown): TestArguments | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
