import { encode as encodePng } from 'fast-png';

/** Pixels that do not compress well, so that a small picture is a large file. */
export function noise(width: number, height: number, alpha = 255): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  let state = 1;
  for (let at = 0; at < data.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    data[at] = at % 4 === 3 ? alpha : state >>> 24;
  }
  return data;
}

export function noisyPng(width: number, height: number, alpha?: number): Uint8Array {
  return encodePng({ width, height, data: noise(width, height, alpha), channels: 4 });
}
