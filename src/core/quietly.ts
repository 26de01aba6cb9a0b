/** Runs what must not decide how a paid request ends, such as a listener: what it throws is dropped. */
export function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // on purpose
  }
}
