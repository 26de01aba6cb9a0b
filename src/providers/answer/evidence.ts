import type { Body } from './readBody';
import type { Find, Survey } from './survey';
import { emptySurvey } from './survey';
import { withoutThoughts } from './thoughts';
import { surveyOf } from './visit';

/** All that an answer's body says. */
export type Evidence = Survey;

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

/** Words are read after their pieces were put together: a thought can begin in one and end in another. */
function thoughtless(find: Find): Find {
  return find.kind === 'text' ? { ...find, value: withoutThoughts(find.value) } : find;
}

function merged(values: readonly unknown[], isStream: boolean): Evidence {
  const all = emptySurvey();
  for (const value of values) {
    // a number says nothing, a million of them neither
    if (typeof value === 'object' || typeof value === 'string') add(all, surveyOf(value), isStream);
  }
  return { ...all, finds: all.finds.map(thoughtless) };
}

/** Reads all that a body says. An empty list is an answer, and says nothing. */
export function evidenceOf(body: Body): Evidence {
  if (body.kind === 'json' && body.values.length > 0) return merged(body.values, body.isStream);
  const evidence = emptySurvey();
  evidence.isAnswer = body.kind === 'json';
  if (body.kind === 'text' && !body.isCut) evidence.finds.push({ kind: 'text', value: body.text });
  return evidence;
}
