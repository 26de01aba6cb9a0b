import { wireRoot } from '../../core/services/baseUrl';
import { GenerationFailure } from '../../core/failures/failure';
import type { FreeQuestion } from '../../core/services/preset';
import type { Route } from '../../core/services/route';
import { isFields } from '../../answers/json/json';

/** What a question is asked about, and how. */
interface QuestionContext {
  readonly route: Route;
  readonly baseUrl: string;
  readonly modelIds: readonly string[];
  /** The JSON of a good answer; POST if there is a body. Throws for every other answer. */
  readonly ask: (url: string, body?: unknown) => Promise<unknown>;
}

/** Asks, and resolves to the id under which the route knows the model. Throws `GenerationFailure` where it knows none. */
type Ask = (context: QuestionContext) => Promise<string | undefined>;

/** How each question is asked. */
export const freeQuestions: Readonly<Record<FreeQuestion, Ask>> = {
  getModel: ({ baseUrl, modelIds, ask }) => firstKnown(modelIds, (id) => ask(modelUrl(baseUrl, id))),
  countTokens: ({ route, baseUrl, modelIds, ask }) =>
    firstKnown(modelIds, (id) => ask(countTokensUrl(route, baseUrl, id), oneWord)),
  listModels,
  keyAndModels: async (context) => {
    await context.ask(`${openaiRoot(context.baseUrl)}/key`);
    return listModels(context, '?output_modalities=image');
  },
};

const oneWord = { contents: [{ role: 'user', parts: [{ text: 'x' }] }] };

/** Asks for one id after the other until the service knows one. */
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
  const place = `projects/${route.project ?? ''}/locations/${route.location ?? route.preset.googleCloud?.usualLocation ?? ''}`;
  return `${wireRoot(baseUrl, 'gemini').root}/v1beta1/${place}/publishers/google/models/${id}:countTokens`;
}

/** Also for routes on the gemini wire: relays list their models at the address of the OpenAI wires. */
function openaiRoot(baseUrl: string): string {
  const { root, apiVersion } = wireRoot(baseUrl, 'chat');
  return [root, apiVersion].filter(Boolean).join('/');
}

async function listModels({ route, baseUrl, modelIds, ask }: QuestionContext, query = ''): Promise<string | undefined> {
  const listed = idsIn(await ask(`${openaiRoot(baseUrl)}/models${query}`));
  if (!listed) throw new GenerationFailure({ kind: 'badResponse', charge: 'none', status: 200 });
  const known = modelIds.find((id) => listed.includes(id));
  if (known !== undefined) return known;
  // such a relay lists the models of the key's group
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
