import { wireRoot } from '../core/baseUrl';
import { GenerationFailure } from '../core/failure';
import type { FreeCheck } from '../core/presets';
import type { Route } from '../core/route';
import { isFields } from './answer/json';

/** What a free question is asked with. */
export interface FreeQuestion {
  readonly route: Route;
  readonly baseUrl: string;
  readonly modelIds: readonly string[];
  /** The JSON of a good answer; POST if there is a body. Throws for every other answer. */
  readonly ask: (url: string, body?: unknown) => Promise<unknown>;
}

/** Asks, and gives the id under which the route knows the model. Throws `GenerationFailure` where it knows none. */
type Ask = (question: FreeQuestion) => Promise<string | undefined>;

export const freeQuestions: Readonly<Record<FreeCheck, Ask>> = {
  getModel: ({ baseUrl, modelIds, ask }) => firstKnown(modelIds, (id) => ask(modelUrl(baseUrl, id))),
  countTokens: ({ route, baseUrl, modelIds, ask }) =>
    firstKnown(modelIds, (id) => ask(countTokensUrl(route, baseUrl, id), oneWord)),
  listModels,
  keyAndModels: async (question) => {
    await question.ask(`${openaiRoot(question.baseUrl)}/key`);
    return listModels(question, '?output_modalities=image');
  },
};

const oneWord = { contents: [{ role: 'user', parts: [{ text: 'x' }] }] };

/** An id that is gone gives way to the next one of the same model. */
async function firstKnown(ids: readonly string[], ask: (id: string) => Promise<unknown>): Promise<string | undefined> {
  let gone: GenerationFailure | undefined;
  for (const id of ids) {
    try {
      await ask(id);
      return id;
    } catch (error) {
      if (!(error instanceof GenerationFailure) || error.kind !== 'model') throw error;
      gone ??= error;
    }
  }
  throw gone ?? new GenerationFailure({ kind: 'model', charge: 'none' });
}

function modelUrl(baseUrl: string, id: string): string {
  const { root, apiVersion } = wireRoot(baseUrl, 'gemini');
  return `${root}/${apiVersion}/models/${id}`;
}

function countTokensUrl(route: Route, baseUrl: string, id: string): string {
  const place = `projects/${route.project ?? ''}/locations/${route.location ?? 'global'}`;
  return `${wireRoot(baseUrl, 'gemini').root}/v1beta1/${place}/publishers/google/models/${id}:countTokens`;
}

/** Also for routes on the gemini wire: relays list their models on the OpenAI side. */
function openaiRoot(baseUrl: string): string {
  const { root, apiVersion } = wireRoot(baseUrl, 'chat');
  return [root, apiVersion].filter(Boolean).join('/');
}

async function listModels({ route, baseUrl, modelIds, ask }: FreeQuestion, query = ''): Promise<string | undefined> {
  const listed = idsIn(await ask(`${openaiRoot(baseUrl)}/models${query}`));
  if (!listed) throw new GenerationFailure({ kind: 'badResponse', charge: 'none', status: 200 });
  const known = modelIds.find((id) => listed.includes(id));
  if (known !== undefined) return known;
  // what such a relay lists are the models of the key's group
  const reason = route.preset.keyGroups ? { reason: 'groupWithoutModel' as const } : {};
  throw new GenerationFailure({ kind: 'model', charge: 'none', modelId: modelIds[0], ...reason });
}

/** The ids in a list of models; undefined if the answer is none. */
function idsIn(answer: unknown): string[] | undefined {
  const list = isFields(answer) ? (answer['data'] ?? answer['models']) : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((model: unknown) => {
    const id = isFields(model) ? (model['id'] ?? model['name']) : undefined;
    return typeof id === 'string' ? [id.replace(/^models\//, '')] : [];
  });
}
