/** A data URL (RFC 2397), taken apart. */
export interface DataUrl {
  /** In lower case; '' if none is declared. */
  readonly type: string;
  readonly isBase64: boolean;
  /** Where the data begins. */
  readonly from: number;
}

const longestHeader = 512;

/** Reads the header of the data URL that begins at `start`; undefined if none does. */
export function dataUrlAt(text: string, start = 0): DataUrl | undefined {
  const header = /^data:([^,\n]*),/i.exec(text.slice(start, start + longestHeader));
  if (!header) return undefined;
  const [type = '', ...parameters] = (header[1] ?? '').split(';').map((part) => part.trim().toLowerCase());
  return { type, isBase64: parameters.includes('base64'), from: start + header[0].length };
}

/** Whether a declared type leaves it open that the data is a picture; the bytes decide. */
export function mayBePicture(type: string): boolean {
  return type === '' || type.startsWith('image/') || type === 'application/octet-stream';
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}

/**
 * Decodes base64 with line breaks, without padding, in the URL-safe alphabet, percent-encoded, or with the escapes of JSON
 * in JSON. What is no base64 gives bytes that are no picture.
 */
export function bytesOfBase64(text: string): Uint8Array {
  const plain = text.includes('%') ? percentDecoded(text) : text;
  const clean = plain.includes('\\') ? plain.replace(/\\[nrt]/g, '').replaceAll('\\/', '/') : plain;
  const bytes = Buffer.from(clean, 'base64');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The bytes of a data URL or of bare base64. */
export function bytesOfText(text: string): Uint8Array {
  const url = dataUrlAt(text);
  if (!url) return bytesOfBase64(text);
  const data = text.slice(url.from);
  return url.isBase64 ? bytesOfBase64(data) : new TextEncoder().encode(percentDecoded(data));
}

/** How the base64 of PNG, JPEG and WebP begins. */
export const pictureStarts = ['iVBORw0KGgo', '/9j/', '_9j_', 'UklGR'] as const;

/** Whether a text begins as the base64 of a picture does. */
export function startsAsPicture(text: string): boolean {
  return pictureStarts.some((start) => text.startsWith(start));
}
