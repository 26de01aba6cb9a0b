const signs = new Uint8Array(256);
for (const sign of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_', 'latin1'))
  signs[sign] = 1;

/** Whether a byte is a sign of base64 in one of its two alphabets, without its padding. */
export function isBase64(byte: number): boolean {
  return signs[byte] === 1;
}
