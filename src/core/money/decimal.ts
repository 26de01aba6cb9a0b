/** An amount in whole billionths, exact to the last digit: `0.067`, `12`. */
export function usdDecimal(nano: bigint): string {
  const digits = String(nano < 0n ? -nano : nano).padStart(10, '0');
  const rest = digits.slice(-9).replace(/0+$/, '');
  return `${nano < 0n ? '-' : ''}${digits.slice(0, -9)}${rest === '' ? '' : `.${rest}`}`;
}

/** The same for `JSON.stringify`: a number that keeps every digit, and is never written with an exponent. */
export function usdJson(nano: bigint): unknown {
  const { rawJSON } = JSON as JSON & { rawJSON(this: void, text: string): unknown };
  return rawJSON(usdDecimal(nano));
}
