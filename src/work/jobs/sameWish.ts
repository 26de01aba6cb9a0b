import type { ClickPart } from '../job';
import type { Wanted } from '../wanted';

/** A job, and what was wanted. */
interface WishedJob {
  readonly id: string;
  readonly wanted: Wanted;
}

interface WishGroup {
  readonly jobs: readonly WishedJob[];
  readonly wanted: Wanted;
}

/** Jobs of the same wish together. */
export function groupsOf(jobs: readonly WishedJob[]): readonly WishGroup[] {
  const groups = Map.groupBy(jobs, ({ wanted }) => JSON.stringify(wanted));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ jobs: group, wanted: { ...first.wanted, count: group.length } }] : [];
  });
}

/** Which of those of the same wish each job is, by its id; none for one that is alone. */
export function partsOf(jobs: readonly WishedJob[]): ReadonlyMap<string, ClickPart> {
  const groups = groupsOf(jobs).filter((group) => group.jobs.length > 1);
  return new Map(
    groups.flatMap(({ jobs: same }) => same.map(({ id }, index) => [id, { nth: index + 1, of: same.length }])),
  );
}
