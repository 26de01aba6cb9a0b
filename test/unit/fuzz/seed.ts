/** The seed of a fuzz: the same at each run, so that a change is judged by itself, or that of the variable `DUALTRACK_FUZZ_SEED`. */
export function fuzzSeed(): number {
  return Number(process.env['DUALTRACK_FUZZ_SEED'] ?? 20261130);
}
