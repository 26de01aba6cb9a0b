import { readdirSync, readFileSync } from 'node:fs';

/** This process and all below it: `parents` has each process with its parent. */
export function withDescendants(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child);
  return [pid, ...children.flatMap((child) => withDescendants(child, parents))];
}

/** A process's id and its parent's from /proc/PID/stat, where its name may have blanks and brackets. */
export function parentOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The proportional share of memory in the words of /proc/PID/smaps_rollup, in bytes. */
export function pssOf(rollup: string): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}

/** This process and all below it, as they are now. Linux only. */
export function processesBelow(pid: number): number[] {
  return withDescendants(pid, allParents());
}

/** Bytes that these processes have together: what they share counts once. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + pssOf(readIfThere(`/proc/${pid}/smaps_rollup`)), 0);
}

function allParents(): Map<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(pids.map((pid) => [Number(pid), parentOf(readIfThere(`/proc/${pid}/stat`))]));
}

/** A process may end while it is looked at. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
