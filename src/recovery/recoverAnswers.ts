import { GenerationFailure } from '../core/failure';
import type { GeneratedImage } from '../core/image';
import type { Wire } from '../core/presets';
import { wires } from '../core/presets';
import type { Transport } from '../providers/transport';
import { decode } from '../providers/transport/body';
import { understand } from '../providers/understand';
import type { AnswerNote } from '../store/answerNote';
import type { PendingAnswer } from '../store/inbox';
import type { LedgerRow } from '../store/ledgerRow';
import type { Store } from '../store/store';

const maxBytes = 256 * 1024 * 1024;

/** A picture that had arrived when its process died. */
export interface RecoveredPicture {
  /** The attempt's id. */
  readonly id: string;
  readonly image: GeneratedImage;
  /** What is known of the request; undefined where that was damaged. */
  readonly note: AnswerNote | undefined;
}

export interface Recovery {
  readonly pictures: readonly RecoveredPicture[];
  /** Attempts that dead processes left without an end; the sent ones may have been charged. */
  readonly attempts: readonly LedgerRow[];
  /** Why answers could not be put in place; they stay in the inbox. */
  readonly failures: readonly unknown[];
}

export interface RecoveryDeps {
  readonly store: Store;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Puts the picture where it is safe. While it rejects, the raw answer stays in the inbox. */
  place(picture: RecoveredPicture): Promise<void>;
}

/**
 * Ends what a crash has left: unfinished attempts become "may have been charged", and each raw answer in the inbox that
 * holds a picture is put in place. Of several windows each answer goes to one.
 */
export async function recoverAnswers(deps: RecoveryDeps): Promise<Recovery> {
  const attempts = await deps.store.recover();
  const pictures: RecoveredPicture[] = [];
  const failures: unknown[] = [];
  for (const pending of await deps.store.inbox.pending()) {
    if (!(await deps.store.inbox.claim(pending.id))) continue;
    try {
      const picture = await recover(pending, deps);
      if (picture) pictures.push(picture);
    } catch (error) {
      failures.push(error); // it stays in the inbox; the others must not wait for it
    }
  }
  return { pictures, attempts, failures };
}

async function recover(pending: PendingAnswer, deps: RecoveryDeps): Promise<RecoveredPicture | undefined> {
  const { id, note } = pending;
  const { inbox, ledger } = deps.store;
  const image = await readPicture(pending, deps);
  if (image === 'later') return undefined;
  if (image) {
    await deps.place({ id, image, note });
    await ledger.settle(id, 'charged', undefined, 'recovered');
  }
  await inbox.remove(id);
  return image && { id, image, note };
}

/** `later`: the picture lies at an address that cannot be reached now. */
async function readPicture(
  { id, note, whole }: PendingAnswer,
  { store, transport, signal }: RecoveryDeps,
): Promise<GeneratedImage | 'later' | undefined> {
  const bytes = Buffer.from(await store.inbox.read(id));
  const headers = new Headers(note?.contentType ? { 'content-type': note.contentType } : {});
  const ownOrigins = note?.ownOrigins ?? [];
  try {
    const body = await decode(bytes, note?.contentEncoding ?? null, maxBytes, !whole);
    const answer = await understand(
      { status: note?.status ?? 200, headers, body, msToHeaders: 0 },
      {
        wire: wireOf(note),
        modelId: note?.modelId ?? '',
        secrets: [],
        download: (url) => transport.download(url, { signal, ownOrigins }),
      },
    );
    return answer.images.at(-1);
  } catch (error) {
    return error instanceof GenerationFailure && error.facts.pictureUrl !== undefined ? 'later' : undefined;
  }
}

function wireOf(note: AnswerNote | undefined): Wire {
  return wires.find((wire) => wire === note?.wire) ?? 'gemini';
}
