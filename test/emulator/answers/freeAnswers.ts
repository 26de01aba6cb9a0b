import { dig } from '../dig';
import { errorReply } from './errors';
import type { ServiceKind } from '../options';
import { aliveModel } from '../order';
import type { Pictures } from '../pictures/pictures';
import type { RecordedRequest } from '../recorded';
import type { Reply } from '../reply';
import { jsonReply } from '../reply';
import type { ServedModel } from '../served';

type Models = ReadonlyMap<string, ServedModel>;

function googleModel(id: string, kind: ServiceKind): object {
  if (kind === 'vertex') return { name: `publishers/google/models/${id}`, versionId: 'default', launchStage: 'GA' };
  return { name: `models/${id}`, displayName: id, supportedGenerationMethods: ['generateContent', 'countTokens'] };
}

function openaiModel(id: string): object {
  return { id, object: 'model', created: 1790000000, owned_by: 'emulator' };
}

/** models.get and models.list, in the form of the wire that was asked. */
export function modelsReply({ path, route }: RecordedRequest, kind: ServiceKind, models: Models): Reply {
  const openai = path.startsWith('/v1/');
  if (route.modelId !== undefined) {
    aliveModel(models, route);
    return jsonReply(200, openai ? openaiModel(route.modelId) : googleModel(route.modelId, kind));
  }
  const ids = [...models].filter(([, model]) => model.state === 'alive').map(([id]) => id);
  if (openai) return jsonReply(200, { object: 'list', data: ids.map(openaiModel) });
  const list = kind === 'vertex' ? 'publisherModels' : 'models';
  return jsonReply(200, { [list]: ids.map((id) => googleModel(id, kind)) });
}

/** Tokens of a prompt: free, and it proves key, project and model. */
export function countTokensReply({ body, route }: RecordedRequest, models: Models): Reply {
  aliveModel(models, route);
  return jsonReply(200, { totalTokens: Math.ceil(JSON.stringify(dig(body, 'contents') ?? '').length / 4) });
}

/** A picture that a link names: no credential is asked for. */
export function pictureReply({ path }: RecordedRequest, kind: ServiceKind, pictures: Pictures): Reply {
  const number = Number(/\/pictures\/(\d+)\./.exec(path)?.[1]);
  const picture = pictures.made.find((made) => made.number === number);
  if (!picture) return errorReply(kind, 'unknownPath', { what: `GET ${path}` });
  return { status: 200, headers: { 'content-type': picture.mime }, body: picture.bytes() };
}
