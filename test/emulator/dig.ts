/** The value at a path inside parsed JSON; undefined where anything on the way is missing. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

export function digText(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = dig(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function digList(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = dig(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The names of the fields of the object at a path; none where there is no object. */
export function digKeys(value: unknown, ...path: readonly (string | number)[]): readonly string[] {
  const found = dig(value, ...path);
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}
