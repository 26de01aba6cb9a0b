import { inflateSync } from 'node:zlib';
import type { PngChunk } from '../containers/pngChunks';
import { codePointsOf } from './codePoints';
import { maxProfileBytes, profileForRgb } from './iccProfile';
import { gammaCurve, matrixProfile, sampledCurve } from './matrixProfile';
import type { Chromaticity, Primaries } from './primaries';
import { primariesByCode, srgbPrimaries } from './primaries';

/** The profile that a PNG's chunks describe, in one way or another; undefined for sRGB, and where they describe none. */
export function pngProfile(chunks: readonly PngChunk[]): Buffer | undefined {
  const chunk = (type: string): Buffer | undefined => chunks.find((one) => one.type === type)?.data;
  // in the specification's order of precedence
  const [points, profile, gamma] = [chunk('cICP'), chunk('iCCP'), chunk('gAMA')];
  const primaries = points && primariesByCode[points[0] ?? 0];
  const curve = points && curveByCode[points[1] ?? 0];
  if (points && primaries && curve) return isSrgb(points) ? undefined : matrixProfile(primaries, curve());
  const whole = profile && profileForRgb(inflated(profile));
  if (whole || chunk('sRGB') || !gamma || gamma.byteLength < 4) return whole;
  return ofGamma(gamma.readUInt32BE(0), chunk('cHRM'));
}

const curveByCode: Readonly<Record<number, () => Buffer>> = {
  1: video,
  4: () => gammaCurve(2.2),
  5: () => gammaCurve(2.8),
  6: video,
  8: () => gammaCurve(1),
  13: srgb,
  14: video,
  15: video,
};

function isSrgb(points: Buffer): boolean {
  const { primaries, transfer } = codePointsOf(points) ?? {};
  return primaries === 1 && transfer === 13;
}

function srgb(): Buffer {
  return sampledCurve((signal) => (signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4));
}

/** BT.709, BT.601 and BT.2020. */
function video(): Buffer {
  return sampledCurve((signal) => (signal < 0.081 ? signal / 4.5 : ((signal + 0.099) / 1.099) ** (1 / 0.45)));
}

/** A name, the method, and the compressed profile. Empty where it cannot be inflated. */
function inflated(chunk: Buffer): Buffer {
  try {
    return inflateSync(chunk.subarray(chunk.indexOf(0) + 2), { maxOutputLength: maxProfileBytes });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Gamma and chromaticities are in units of 1/100,000; 45455 is what stands for the curve of sRGB. */
function ofGamma(gamma: number, chromaticities: Buffer | undefined): Buffer | undefined {
  const primaries = (chromaticities && primariesOf(chromaticities)) ?? srgbPrimaries;
  const isUsual = Math.abs(gamma - 45_455) < 500;
  if (gamma < 10_000 || gamma > 1_000_000 || (isUsual && isNear(primaries, srgbPrimaries))) return undefined;
  return matrixProfile(primaries, gammaCurve(100_000 / gamma));
}

function primariesOf(data: Buffer): Primaries | undefined {
  if (data.byteLength < 32) return undefined;
  const [white, red, green, blue] = [0, 8, 16, 24].map((at): Chromaticity => [
    data.readUInt32BE(at) / 100_000,
    data.readUInt32BE(at + 4) / 100_000,
  ]);
  return white && red && green && blue && { white, red, green, blue };
}

function isNear(one: Primaries, other: Primaries): boolean {
  const numbers = ({ white, red, green, blue }: Primaries): number[] => [white, red, green, blue].flat();
  const others = numbers(other);
  return numbers(one).every((value, index) => Math.abs(value - (others[index] ?? 0)) < 0.002);
}
