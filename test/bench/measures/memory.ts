import { setTimeout as wait } from 'node:timers/promises';
import { largeAnswers, smallAnswers } from '../answerPaths';
import { Aside } from '../aside';
import type { Jobs, JobsDone } from '../aside/subject';
import { median } from '../median';
import { memoryOf, processesBelow } from '../processMemory';
import type { SubjectName } from '../subjects';
import { withServer } from '../withServer';

export interface Memory {
  /** The most that all processes of a client had at once above what they had before, in megabytes. */
  readonly mbAboveIdle: number;
}

const compared = ['Dualtrack, generateContent', '@google/genai'] as const satisfies readonly SubjectName[];
const megabytes = 35;
const sampleEveryMs = 5;
const idleSamples = 100;
/** To look for new processes each time would take a third of a core. */
const samplesPerLook = 10;

/** Answers of 35 MB, so many at once; medians of the rounds, each in a fresh process that is looked at from outside. */
export function memory(atOnce: number, rounds: number): Promise<Record<string, Memory>> {
  return withServer(async (server) => {
    const found: Record<string, Memory> = {};
    for (const name of compared) {
      const taken: number[] = [];
      for (let round = 0; round < rounds; round += 1) taken.push(await aboveIdle(name, server, atOnce));
      found[name] = { mbAboveIdle: median(taken) };
    }
    return found;
  });
}

async function aboveIdle(name: SubjectName, server: string, count: number): Promise<number> {
  const subject = new Aside<Jobs, JobsDone>('subject', [name]);
  try {
    await subject.ask({ url: `${server}${smallAnswers}`, count: 1 });
    const idle = Math.min(...(await samples(subject.pid, wait(idleSamples * sampleEveryMs))));
    const jobs = subject.ask({ url: `${server}${largeAnswers(megabytes)}`, count });
    const most = Math.max(...(await samples(subject.pid, jobs)));
    await jobs;
    return Math.round((most - idle) / 1e6);
  } finally {
    await subject.end();
  }
}

/** What the process and all below it have, again and again until this is done. */
async function samples(pid: number, until: Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  let isDone = false;
  const done = until.catch(() => undefined).then(() => (isDone = true));
  let pids: readonly number[] = [];
  while (!isDone) {
    if (taken.length % samplesPerLook === 0) pids = processesBelow(pid);
    taken.push(memoryOf(pids));
    await Promise.race([done, wait(sampleEveryMs)]);
  }
  return taken;
}
