import type { Body } from './readBody';
import type { Find, Survey } from './survey';
import { emptySurvey } from './survey';
import { withoutThoughts } from './thoughts';
import { surveyOf } from './visit';

/** All that an answer's body says. */
export type Evidence = Omit<Survey, 'nodesLeft'>;

/** Pieces of a stream as one: words go on from one piece to the next, and a data URL with them. */
function continued(surveys: readonly Survey[]): Find[] {
  const all: Find[] = [];
  for (const { finds } of surveys) {
    const [first, ...others] = finds;
    const last = all.at(-1);
    if (!first) continue;
    if (last?.kind === 'text' && first.kind === 'text')
      all[all.length - 1] = { kind: 'text', value: last.value + first.value };
    else all.push(first);
    for (const find of others) all.push(find);
  }
  return all;
}

/** Words are read after their pieces were put together: a thought can begin in one and end in another. */
function thoughtless(find: Find): Find {
  return find.kind === 'text' ? { ...find, value: withoutThoughts(find.value) } : find;
}

function merged(surveys: readonly Survey[], isStream: boolean): Evidence {
  return {
    finds: (isStream ? continued(surveys) : surveys.flatMap(({ finds }) => finds)).map(thoughtless),
    errors: surveys.flatMap(({ errors }) => errors),
    finishReasons: surveys.flatMap(({ finishReasons }) => finishReasons),
    blockReasons: surveys.flatMap(({ blockReasons }) => blockReasons),
    messages: surveys.flatMap(({ messages }) => messages),
    usage: surveys.flatMap(({ usage }) => usage),
    modelStatus: surveys.flatMap(({ modelStatus }) => modelStatus),
    requestIds: surveys.flatMap(({ requestIds }) => requestIds),
    ids: surveys.flatMap(({ ids }) => ids),
    hasCandidates: surveys.some(({ hasCandidates }) => hasCandidates),
    isAnswer: surveys.some(({ isAnswer }) => isAnswer),
  };
}

/** Reads all that a body says. An empty list is an answer, and says nothing. */
export function evidenceOf(body: Body): Evidence {
  if (body.kind === 'json' && body.values.length > 0) return merged(body.values.map(surveyOf), body.isStream);
  const evidence = emptySurvey();
  evidence.isAnswer = body.kind === 'json';
  if (body.kind === 'text' && !body.isCut) evidence.finds.push({ kind: 'text', value: body.text });
  return evidence;
}
