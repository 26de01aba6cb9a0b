import type { OnStoreFact } from '../storeFact';
import type { JobEnd, Jobs } from './jobs';
import type { Wish } from './wish';

/** The lasting record of jobs, for who makes them: nothing waits for it, and nothing fails with it. Times are milliseconds since 1970. */
export interface JobRecords {
  began(id: string, wish: Wish, at: number): void;
  ended(id: string, how: Extract<JobEnd, 'made' | 'failed' | 'cancelled'>, at: number): void;
}

/** What cannot be written is told as a fact. */
export function createJobRecords(jobs: Jobs, onFact: OnStoreFact): JobRecords {
  const tell = (cause: unknown): void => onFact({ what: 'jobNotRecorded', cause });
  return {
    began: (id, wish, at) => void jobs.begin(id, wish, at).catch(tell),
    ended: (id, how, at) => void jobs.end([id], how, at).catch(tell),
  };
}
