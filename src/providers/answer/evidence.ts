import { Pieces } from './pieces';
import type { Body } from './readBody';
import type { Find, Survey } from './survey';
import { emptySurvey } from './survey';
import { withoutThoughts } from './thoughts';

/** All that an answer's body says. */
export type Evidence = Survey;

/** Words are read after their pieces were put together: a thought can begin in one and end in another. */
function thoughtless(find: Find): Find {
  return find.kind === 'text' ? { ...find, value: withoutThoughts(find.value) } : find;
}

function merged(values: readonly unknown[], isStream: boolean): Survey {
  const pieces = new Pieces(isStream);
  for (const value of values) pieces.add(value);
  return pieces.survey;
}

/** Reads all that a body says. An empty list is an answer, and says nothing. */
export function evidenceOf(body: Body): Evidence {
  if (body.kind === 'json' && body.values.length > 0) {
    const all = body.survey ?? merged(body.values, body.isStream);
    return { ...all, finds: all.finds.map(thoughtless) };
  }
  const evidence = emptySurvey();
  evidence.isAnswer = body.kind === 'json';
  if (body.kind === 'text' && !body.isCut) evidence.finds.push({ kind: 'text', value: body.text });
  return evidence;
}
