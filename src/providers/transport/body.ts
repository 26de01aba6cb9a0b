import { TooLargeError } from '../../answers/json/limits';
import { decode } from '../../answers/coding/coding';
import type { HttpResponse } from './httpClient';

/** Reads a small body to its end and undoes its content coding. Throws `TooLargeError` above `maxBytes`, before or after decoding. */
export async function readBody(response: HttpResponse, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(`The answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks.splice(0), size), response.headers.get('content-encoding'), maxBytes);
}
