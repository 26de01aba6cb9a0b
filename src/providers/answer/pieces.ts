import { mostAtEachEnd } from './ends';
import type { Find, Survey } from './survey';
import { emptySurvey } from './survey';
import { surveyOf } from './visit';

/** An answer says why it failed once or twice. What is read of each of these takes far longer than to find it. */
const mostSayings = 32;

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
function add(all: Survey, more: Survey, isStream: boolean): void {
  if (isStream) addContinued(all.finds, more.finds);
  else addAll(all.finds, more.finds);
  addUpTo(mostSayings, all.errors, more.errors);
  addUpTo(mostSayings, all.messages, more.messages);
  addUpTo(mostSayings, all.modelStatus, more.modelStatus);
  addUpTo(mostSayings, all.requestIds, more.requestIds);
  addUpTo(mostSayings, all.ids, more.ids);
  addAll(all.finishReasons, more.finishReasons);
  addAll(all.blockReasons, more.blockReasons);
  addLast(mostUsages, all.usage, more.usage);
  all.hasCandidates ||= more.hasCandidates;
  all.isAnswer ||= more.isAnswer;
}

/** The pieces of one answer, each read when it comes and then dropped. */
export class Pieces {
  readonly survey = emptySurvey();
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
    if (typeof value === 'object' || typeof value === 'string') add(this.survey, surveyOf(value), this.#isStream);
  }

  /** The first and the last ones, in order. */
  get ends(): readonly unknown[] {
    return [...this.#first, ...this.#last.slice(-mostAtEachEnd)];
  }
}
