/** Runs `work` while no other process holds the lock `file`; waits for as long as its holder lives. */
export function withLock<T>(file: string, work: () => Promise<T>): Promise<T>;
