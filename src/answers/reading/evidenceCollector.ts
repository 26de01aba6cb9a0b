import type { Find } from '../pictures/pictureSources';
import type { Evidence } from './evidence';
import { emptyEvidence } from './evidence';
import { evidenceInJson } from './walkJson';

/** Pieces that are looked into at each end of a stream. */
const mostAtEachEnd = 32;

/** The first and the last pieces of a stream: an error begins or ends it, and half a million are too many to look into. */
export function firstAndLastOf(values: readonly unknown[]): readonly unknown[] {
  if (values.length <= 2 * mostAtEachEnd) return values;
  return [...values.slice(0, mostAtEachEnd), ...values.slice(-mostAtEachEnd)];
}

/** An answer says why it failed once or twice. What is read of each of these takes far longer than to find it. */
const mostOfEach = 32;

function addUpTo<T>(most: number, list: T[], more: readonly T[]): void {
  for (const item of more.slice(0, most - list.length)) list.push(item);
}

/** Pieces of a stream may each tell what was used so far: the last ones know best. */
const mostUsages = 1000;

function addLast<T>(most: number, list: T[], more: readonly T[]): void {
  addAll(list, more);
  if (list.length > 2 * most) list.splice(0, list.length - most);
}

function addAll<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item); // as arguments of one call, a million would not fit on the stack
}

/** Pieces of a stream as one: words go on from one piece to the next, and a data URL with them. */
function addContinued(finds: Find[], more: readonly Find[]): void {
  const last = finds.at(-1);
  const [first] = more;
  if (last?.kind !== 'text' || first?.kind !== 'text') return addAll(finds, more);
  finds[finds.length - 1] = { kind: 'text', value: last.value + first.value };
  addAll(finds, more.slice(1));
}

/** Adds what one piece or item of an answer says. A million of them may come: none is kept beside its sum. */
function add(all: Evidence, more: Evidence, isStream: boolean): void {
  if (isStream) addContinued(all.finds, more.finds);
  else addAll(all.finds, more.finds);
  addUpTo(mostOfEach, all.errors, more.errors);
  addUpTo(mostOfEach, all.messages, more.messages);
  addUpTo(mostOfEach, all.modelStatus, more.modelStatus);
  addUpTo(mostOfEach, all.requestIds, more.requestIds);
  addUpTo(mostOfEach, all.ids, more.ids);
  addAll(all.finishReasons, more.finishReasons);
  addAll(all.blockReasons, more.blockReasons);
  addLast(mostUsages, all.usage, more.usage);
  all.hasCandidates ||= more.hasCandidates;
  all.isAnswer ||= more.isAnswer;
}

/** The pieces of one answer, each read when it comes and then dropped. */
export class EvidenceCollector {
  readonly evidence = emptyEvidence();
  readonly #isStream: boolean;
  readonly #first: unknown[] = [];
  #last: unknown[] = [];

  constructor(isStream: boolean) {
    this.#isStream = isStream;
  }

  add(value: unknown): void {
    if (this.#first.length < mostAtEachEnd) this.#first.push(value);
    else this.#last.push(value);
    if (this.#last.length >= 2 * mostAtEachEnd) this.#last = this.#last.slice(-mostAtEachEnd);
    // a number says nothing, a million of them neither
    if (typeof value === 'object' || typeof value === 'string')
      add(this.evidence, evidenceInJson(value), this.#isStream);
  }

  /** The first and the last ones, in order. */
  get firstAndLast(): readonly unknown[] {
    return [...this.#first, ...this.#last.slice(-mostAtEachEnd)];
  }
}
