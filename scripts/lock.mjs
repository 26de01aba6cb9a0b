// One process at a time installs, builds or packages in this checkout.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const beatMs = 1_000;
// A holder touches its lock every second. If it has not for so long, it was killed, or its machine was switched off.
const staleMs = 15_000;

export async function withLock(file, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) {
    if (isStale(file)) discard(file);
    else await wait(200);
  }
  const beat = setInterval(() => touch(file), beatMs);
  const release = () => fs.rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.removeListener('exit', release);
    release();
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(file) {
  const seen = fs.statSync(file, { throwIfNoEntry: false });
  return seen !== undefined && Date.now() - seen.mtimeMs > staleMs;
}

/** Two waiters may find the same stale lock: only the one whose rename works removes it, and never a fresh one. */
function discard(file) {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (isStale(aside)) fs.rmSync(aside, { force: true });
  else fs.renameSync(aside, file);
}

function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was removed under us; there is nothing left to guard.
  }
}
