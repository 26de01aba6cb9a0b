/** Colours as code points of ITU-T H.273, which PNG has in its chunk `cICP`. */
interface CodePoints {
  readonly primaries: number;
  readonly transfer: number;
}

export function codePointsOf(data: Buffer): CodePoints | undefined {
  const [primaries, transfer] = data;
  return primaries === undefined || transfer === undefined ? undefined : { primaries, transfer };
}

/** PQ and HLG, which no profile that older readers know can express. */
export function isHdr(points: CodePoints | undefined): boolean {
  return points?.transfer === 16 || points?.transfer === 18;
}
