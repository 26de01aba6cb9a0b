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

/** The token endpoints that a key file may name. */
const tokenUris = ['https://oauth2.googleapis.com/token', 'https://accounts.google.com/o/oauth2/token'];

/** What is wrong with a key file. `detail` is the type, field or address in question. */
export type ServiceAccountProblem =
  /** Not JSON, or no object. */
  | { readonly what: 'notJson' }
  /** JSON of another sort: a gcloud login, an OAuth client, a federated identity. */
  | { readonly what: 'otherType'; readonly detail: string }
  | { readonly what: 'field'; readonly detail: string }
  /** It names a token endpoint that is not Google's. */
  | { readonly what: 'tokenUri'; readonly detail: string };

export class ServiceAccountError extends Error {
  readonly problem: ServiceAccountProblem;

  constructor(problem: ServiceAccountProblem) {
    super('detail' in problem ? `${problem.what}: ${problem.detail}` : problem.what);
    this.problem = problem;
  }
}

/** Reads a service-account key file; line ends that were escaped twice on the way are mended. Throws `ServiceAccountError`. */
export function parseServiceAccount(text: string): ServiceAccount {
  const json = objectIn(text);
  if (json['type'] !== 'service_account') throw new ServiceAccountError({ what: 'otherType', detail: typeOf(json) });
  const result = v.safeParse(keyFile, json);
  if (!result.success) {
    throw new ServiceAccountError({ what: 'field', detail: v.getDotPath(result.issues[0]) ?? 'type' });
  }
  const tokenUri = json['token_uri'];
  if (tokenUri !== undefined && !tokenUris.some((uri) => uri === tokenUri)) {
    throw new ServiceAccountError({ what: 'tokenUri', detail: JSON.stringify(tokenUri).slice(0, 200) });
  }
  return { ...result.output, private_key: result.output.private_key.replaceAll('\\n', '\n') };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const json = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  } catch {
    // told below
  }
  throw new ServiceAccountError({ what: 'notJson' });
}

/** What the file calls itself; an OAuth client has no `type` and one field that is its name. */
function typeOf(json: Readonly<Record<string, unknown>>): string {
  const { type } = json;
  if (typeof type === 'string' && type !== '') return type.slice(0, 80);
  return Object.keys(json).slice(0, 3).join(', ') || '{}';
}
