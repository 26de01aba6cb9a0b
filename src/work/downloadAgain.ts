import type { AnswerReader } from '../answers/readContext';
import { GenerationFailure } from '../core/failures/failure';
import { orAborted } from '../core/orAborted';
import type { PictureFile } from '../core/pictures/image';
import type { Attempt } from '../core/run/attempts';
import type { Ending, Finished } from '../core/run/finish';
import { finish } from '../core/run/finish';
import type { Job } from '../core/run/job';
import type { Origin, Picture, UsedReference } from '../core/run/picture';
import { pictureFrom, recordOf } from '../core/run/picture';
import type { StagingFolders } from '../core/run/provider';
import { findModel } from '../core/services/models';
import { kindOnceCharged } from '../core/services/price';
import { originsOf } from '../core/services/route';
import type { Transport } from '../providers/transport/transport';
import type { FailedOutcome, SavedPicture } from './job';
import { NoPictureThere } from './job';
import type { JobHandle } from './runningJobs';

/** A picture that was made, may have been paid for, and is at an address. */
export interface LinkedPicture extends Pick<Picture, 'request' | 'model'> {
  readonly url: string;
  readonly attempt: Attempt;
  readonly attempts: readonly Attempt[];
}

/** What finishing a fetched picture needs. */
interface FetchedDeps {
  readonly ending: Ending<SavedPicture>;
  readonly origin: Origin;
  readonly refs: Promise<readonly UsedReference[]>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The picture of a failed job that was made and not fetched; undefined where there is none. */
export function linkedPictureOf(
  { request, catalogue }: Job,
  { failure, attempts }: FailedOutcome,
): LinkedPicture | undefined {
  const url = failure.facts.pictureUrl;
  const attempt = attempts.findLast((one) => one.failure?.facts.pictureUrl === url);
  const model = findModel(request.model, catalogue);
  if (url === undefined || !attempt || !model) return undefined;
  const { prompt, model: asked, size, ratio, vertex } = request;
  return { request: { prompt, model: asked, size, ratio, vertex }, model, attempt, attempts, url };
}

/** What fetching a picture needs. */
interface FetchDeps {
  readonly transport: Pick<Transport, 'download'>;
  readonly reader: Pick<AnswerReader, 'check'>;
  readonly folders: StagingFolders;
}

/** Fetches it into a file. Throws `NoPictureThere`, `DownloadError`, and the signal's reason at once when it is aborted. */
export async function fetchLinked(
  { url, attempt }: LinkedPicture,
  { transport, reader, folders }: FetchDeps,
  signal: AbortSignal,
): Promise<PictureFile> {
  const ownOrigins = originsOf(attempt.route);
  const check = reader.check.bind(reader);
  const picture = await orAborted(transport.download(url, { signal, ownOrigins, folders, check }), signal);
  if (picture) return picture;
  throw new NoPictureThere('There is no picture at its address any more.');
}

/** Finishes a fetched picture. Since there is one, its attempt was charged. */
export async function finishLinked(
  { attempt, attempts, url: _, ...asked }: LinkedPicture,
  { path, facts }: PictureFile,
  { id }: JobHandle,
  end: FetchedDeps,
): Promise<{ readonly picture: Picture } & Finished<SavedPicture>> {
  const { route, modelId, costUsd } = attempt;
  const paid = { charge: 'billed', costUsd, priceKind: kindOnceCharged(attempt.priceKind) } as const;
  const picture = pictureFrom({ image: facts, ...asked, route, modelId, ...paid, warnings: [] });
  const record = recordOf(picture, { ...end.origin, job: id, attempt: attempt.id, createdAt: end.now() }, attempts);
  return { picture, ...(await finish({ record, file: path, settled: false, refs: end.refs }, end.ending)) };
}

/** The outcome of a fetch that the user stopped. */
export function stoppedFetch({ attempt, attempts }: LinkedPicture): FailedOutcome {
  const { route, modelId } = attempt;
  const failure = new GenerationFailure({ kind: 'cancelled', charge: 'none', route: route.id, modelId });
  return { ok: false, failure, attempts, skipped: [], obstacles: [] };
}
