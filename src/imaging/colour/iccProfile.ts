import { matrixProfile } from './matrixProfile';
import { srgbPrimaries } from './primaries';

/** A header of 128 bytes and the number of tags. */
const leastBytes = 132;

/** A larger profile is ignored: this is what the segments of a JPEG can hold, and no real profile comes near it. */
export const maxProfileBytes = 255 * 65_519;

/**
 * A profile for a picture in red, green and blue: the one found, or, where that is for greys, one with the same curve. Undefined
 * where it is broken or for other colours: viewers ignore such a profile as well.
 */
export function profileForRgb(found: Buffer): Buffer | undefined {
  if (found.byteLength < leastBytes || found.toString('latin1', 36, 40) !== 'acsp') return undefined;
  const size = found.readUInt32BE(0);
  if (size < leastBytes || size > found.byteLength || size > maxProfileBytes) return undefined;
  const profile = found.subarray(0, size);
  const colours = profile.toString('latin1', 16, 20);
  if (colours === 'RGB ') return profile;
  const curve = colours === 'GRAY' ? tagOf(profile, 'kTRC') : undefined;
  return curve && matrixProfile(srgbPrimaries, curve);
}

function tagOf(profile: Buffer, name: string): Buffer | undefined {
  const end = Math.min(leastBytes + profile.readUInt32BE(128) * 12, profile.byteLength);
  for (let at = leastBytes; at + 12 <= end; at += 12) {
    if (profile.toString('latin1', at, at + 4) !== name) continue;
    const [offset, size] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    return offset + size <= profile.byteLength ? profile.subarray(offset, offset + size) : undefined;
  }
  return undefined;
}
