import * as v from 'valibot';

/** The fields of a service-account key file that are kept; others can name token endpoints and universes. */
const keyFile = v.object({
  type: v.literal('service_account'),
  project_id: v.optional(v.string()),
  private_key_id: v.optional(v.string()),
  private_key: v.pipe(v.string(), v.includes('PRIVATE KEY')),
  client_email: v.pipe(v.string(), v.includes('@')),
  quota_project_id: v.optional(v.string()),
});

export type ServiceAccount = v.InferOutput<typeof keyFile>;

/** What is wrong with a key file: not JSON, or the first field that does not fit. */
export class ServiceAccountError extends Error {
  readonly field: string | undefined;

  constructor(field?: string) {
    super(field ?? 'not JSON');
    this.field = field;
  }
}

/** Reads a service-account key file; line ends that were escaped twice on the way are mended. Throws `ServiceAccountError`. */
export function parseServiceAccount(text: string): ServiceAccount {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ServiceAccountError();
  }
  const result = v.safeParse(keyFile, json);
  if (!result.success) throw new ServiceAccountError(v.getDotPath(result.issues[0]) ?? 'type');
  return { ...result.output, private_key: result.output.private_key.replaceAll('\\n', '\n') };
}
