import * as vscode from 'vscode';
import type { AspectRatio } from '../core/image';
import { nearestSize } from '../core/generate';
import { findModel } from '../core/models';
import type { PossibleModel, Services } from '../core/services';
import { possibleModel, possibleModels } from '../core/services';
import { hasVertexOptions, usableVertexOptions } from '../core/vertexOptions';
import type { PictureOptions } from '../shared/protocol';
import type { Step } from './steps/pickStep';
import { pickStep } from './steps/pickStep';
import type { Ask, Place } from './steps/runSteps';
import { runSteps } from './steps/runSteps';
import { estimateText } from './texts/estimateText';
import type { OptionsDraft } from './vertexSteps';
import { vertexSteps } from './vertexSteps';

/**
 * Asks for model, size, ratio and, where a route has them, the options of Vertex AI, one after the other and with a way
 * back. Undefined: everything stays as it was.
 */
export async function pickOptions(current: PictureOptions, services: Services): Promise<PictureOptions | undefined> {
  const start: OptionsDraft = { ...current, vertexUse: current.vertex ? 'keep' : 'none' };
  const draft = await runSteps(start, (answers) => stepsFor(answers, services));
  return draft && chosen(draft, services);
}

function stepsFor(draft: OptionsDraft, services: Services): readonly Ask<OptionsDraft>[] {
  const usual = [pickModel, pickSize, pickRatio].map(
    (ask): Ask<OptionsDraft> =>
      (current, place) =>
        ask(current, place, services),
  );
  return services.routes.some(hasVertexOptions) ? [...usual, ...vertexSteps(draft)] : usual;
}

function chosen({ vertexUse, vertex, ...options }: OptionsDraft, { routes }: Services): PictureOptions {
  return { ...options, vertex: vertexUse === 'none' ? undefined : usableVertexOptions(vertex, routes) };
}

async function pickModel(
  current: PictureOptions,
  place: Place,
  services: Services,
): Promise<Step<Partial<PictureOptions>>> {
  const possible = possibleModels(services);
  const items = possible.map((item) => ({
    label: item.model.name,
    description: modelDetail(item, services, current),
    value: item,
  }));
  const now = possible.find(({ model }) => model.id === current.model);
  const answer = await pickStep({ title: vscode.l10n.t('Model'), ...place, items, current: now });
  if (typeof answer !== 'object') return answer;
  const { model, sizes, ratios } = answer.picked;
  const size = nearestSize(current.size, sizes) ?? current.size;
  const ratio = ratios.find((item) => item === current.ratio) ?? ratios[0] ?? current.ratio;
  return { picked: { model: model.id, size, ratio } };
}

async function pickSize(
  current: PictureOptions,
  place: Place,
  services: Services,
): Promise<Step<Partial<PictureOptions>>> {
  const items = (possible(current, services)?.sizes ?? []).map((size) => ({
    label: size,
    description: estimateText(services, { ...current, size }),
    value: size,
  }));
  const answer = await pickStep({ title: vscode.l10n.t('Size'), ...place, items, current: current.size });
  return typeof answer === 'object' ? { picked: { size: answer.picked } } : answer;
}

async function pickRatio(
  current: PictureOptions,
  place: Place,
  services: Services,
): Promise<Step<Partial<PictureOptions>>> {
  const ratios = possible(current, services)?.ratios ?? [current.ratio];
  const items = ratios.map((ratio) => ({ label: ratio, description: shapeText(ratio), value: ratio }));
  const answer = await pickStep({ title: vscode.l10n.t('Aspect ratio'), ...place, items, current: current.ratio });
  return typeof answer === 'object' ? { picked: { ratio: answer.picked } } : answer;
}

function possible({ model: id }: PictureOptions, { routes, catalogue }: Services): PossibleModel | undefined {
  const model = findModel(id, catalogue);
  return model && possibleModel(routes, model);
}

function modelDetail({ model, sizes, ratios }: PossibleModel, services: Services, current: PictureOptions): string {
  const range = sizes.length > 1 ? `${sizes[0]}–${sizes.at(-1)}` : (sizes[0] ?? '');
  const size = nearestSize(current.size, sizes) ?? '1K';
  return [range, estimateText(services, { model: model.id, size, ratio: ratios[0] ?? '1:1' })]
    .filter(Boolean)
    .join(' · ');
}

function shapeText(ratio: AspectRatio): string {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  if (width === height) return vscode.l10n.t('square');
  return width > height ? vscode.l10n.t('landscape') : vscode.l10n.t('portrait');
}
