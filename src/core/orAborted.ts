/** Settles as the promise does, or rejects with the signal's reason if that comes first. The promise itself goes on. */
export function orAborted<T>(promise: Promise<T> | T, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // a moment later: what has settled already goes first
    const abort = (): void => queueMicrotask(() => reject(signal.reason as Error));
    const over = (): void => signal.removeEventListener('abort', abort);
    Promise.resolve(promise).then(
      (value) => (over(), resolve(value)),
      (error: Error) => (over(), reject(error)),
    );
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
