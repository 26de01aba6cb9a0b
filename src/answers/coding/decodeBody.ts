import { failureFromThrown } from '../failures/failureFromThrown';
import { decode } from './coding';
import { isGzip } from './gzipMember';

/** Larger than any answer with a picture: a 4K picture through a relay is about 35 MB of JSON. */
const mostBytes = 256 * 1024 * 1024;

interface Given {
  readonly status: number;
  readonly body: { readonly isCut?: boolean };
  readonly context: { readonly secrets: readonly string[] };
}

/** Whether a body may have a content coding, by what is declared and by its first bytes. */
export function isCoded(head: Buffer, headers: Headers): boolean {
  return isGzip(head) || /\b(?:br|deflate)\b/i.test(headers.get('content-encoding') ?? '');
}

/** Undoes the content coding of a body, see `insteadOfBody`. Throws only `GenerationFailure`. */
export async function decodeBody(bytes: Buffer, headers: Headers, { status, body, context }: Given): Promise<Buffer> {
  try {
    return await decode(bytes, headers.get('content-encoding'), mostBytes, body.isCut);
  } catch (error) {
    return insteadOfBody(error, status, context.secrets);
  }
}

/**
 * What to read where a body could not be decoded: of a refusal nothing, since its status has said all that matters. Throws the
 * failure of any other answer.
 */
export function insteadOfBody(error: unknown, status: number, secrets: readonly string[]): Buffer {
  if (status >= 400) return Buffer.alloc(0);
  throw failureFromThrown(error, { sent: true, secrets });
}
