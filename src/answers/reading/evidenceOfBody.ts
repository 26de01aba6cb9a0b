import type { Find } from '../pictures/pictureSources';
import type { Evidence } from './evidence';
import { emptyEvidence } from './evidence';
import { EvidenceCollector } from './evidenceCollector';
import type { Body } from './readBody';

/** Words are read after their pieces were put together: a thought can begin in one and end in another. */
function findWithoutThoughts(find: Find): Find {
  return find.kind === 'text' ? { ...find, value: withoutThoughts(find.value) } : find;
}

function merged(values: readonly unknown[], isStream: boolean): Evidence {
  const collector = new EvidenceCollector(isStream);
  for (const value of values) collector.add(value);
  return collector.evidence;
}

/** Reads all that a body says. An empty list is an answer, and says nothing. */
export function evidenceOf(body: Body): Evidence {
  if (body.kind === 'json' && body.values.length > 0) {
    const all = body.evidence ?? merged(body.values, body.isStream);
    return { ...all, finds: all.finds.map(findWithoutThoughts) };
  }
  const evidence = emptyEvidence();
  evidence.isAnswer = body.kind === 'json';
  if (body.kind === 'text' && !body.isCut) evidence.finds.push({ kind: 'text', value: body.text });
  return evidence;
}

/** Without the thoughts that some relays write between the words, as `<think>…</think>`. */
function withoutThoughts(text: string): string {
  let words = '';
  let from = 0;
  for (let at = text.indexOf('<think'); at >= 0; at = text.indexOf('<think', from)) {
    const closing = text.indexOf('</think', at);
    const end = closing < 0 ? -1 : text.indexOf('>', closing);
    if (end < 0) break;
    words += text.slice(from, at);
    from = end + 1;
  }
  return from === 0 ? text : words + text.slice(from);
}
