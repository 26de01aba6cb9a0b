/** For what must not decide how a paid request ends, such as a listener: its fault is dropped, and nothing else. */
export function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // on purpose: see above
  }
}
