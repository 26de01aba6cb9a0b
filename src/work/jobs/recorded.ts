import type { Clock } from '../../core/clock';
import type { JobRecords } from '../../store/jobs/jobRecords';
import type { Ended } from '../job';
import type { JobHandle } from '../runningJobs';
import type { Wanted } from '../wanted';

interface RecordedParts {
  readonly jobRecords?: JobRecords | undefined;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Runs a job with its record: what was wanted is written before anything is done, and how it ended when it has. A job that ends
 * because its window goes stays open in the record, as if the window had crashed.
 */
export async function recorded(
  wanted: Wanted,
  handle: Pick<JobHandle, 'id' | 'interrupted'>,
  { jobRecords, clock }: RecordedParts,
  run: () => Promise<Ended>,
): Promise<Ended> {
  jobRecords?.began(handle.id, wanted, clock.now());
  let how: 'made' | 'failed' | 'cancelled' = 'failed'; // also where a fault of our own is thrown
  try {
    const ended = await run();
    how = howEnded(ended);
    return ended;
  } finally {
    if (how === 'made' || !handle.interrupted) jobRecords?.ended(handle.id, how, clock.now());
  }
}

function howEnded(ended: Ended): 'made' | 'failed' | 'cancelled' {
  if (ended.kind === 'made') return 'made';
  return ended.kind === 'failed' && ended.outcome.failure.kind === 'cancelled' ? 'cancelled' : 'failed';
}
