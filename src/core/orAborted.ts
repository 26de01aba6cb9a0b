/** The end of a promise, or the signal's reason if that comes first. What the promise does afterwards is the caller's concern. */
export async function orAborted<T>(promise: Promise<T> | T, signal: AbortSignal): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([promise, rejectedBy(signal, over.signal)]);
  } finally {
    over.abort();
  }
}

function rejectedBy(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true, signal: over });
  });
}
