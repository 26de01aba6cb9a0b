import * as vscode from 'vscode';
import type { AspectRatio, PictureOptions } from '../../core/pictures/image';
import { nearestPossible } from '../../core/pictures/nearestPossible';
import { findModel } from '../../core/services/models';
import type { PossibleModel, Services } from '../../core/services/services';
import { possibleModel, possibleModels } from '../../core/services/services';
import { hasVertexOptions, usableVertexOptions } from '../../core/services/vertexOptions';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import type { Ask, Place } from '../steps/runSteps';
import { runSteps } from '../steps/runSteps';
import type { OptionsDraft } from './vertexSteps';
import { vertexSteps } from './vertexSteps';

/** What there is, and what it would cost. */
interface KnownServices extends Services {
  /** What a picture with these options should cost, in words. */
  priceOf(options: PictureOptions): string;
}

/**
 * Asks for model, size, ratio and, where a route has them, the options of Vertex AI, one after the other and with a way
 * back. Undefined: everything stays as it was.
 */
export async function pickOptions(current: PictureOptions, known: KnownServices): Promise<PictureOptions | undefined> {
  const start: OptionsDraft = { ...current, vertexUse: current.vertex ? 'keep' : 'none' };
  const draft = await runSteps(start, (answers) => stepsFor(answers, known));
  return draft && chosen(draft, known);
}

function stepsFor(draft: OptionsDraft, known: KnownServices): readonly Ask<OptionsDraft>[] {
  const usual = [pickModel, pickSize, pickRatio].map(
    (ask): Ask<OptionsDraft> =>
      (current, place) =>
        ask(current, place, known),
  );
  return known.routes.some(hasVertexOptions) ? [...usual, ...vertexSteps(draft)] : usual;
}

function chosen({ vertexUse, vertex, ...options }: OptionsDraft, { routes }: Services): PictureOptions {
  return { ...options, vertex: vertexUse === 'none' ? undefined : usableVertexOptions(vertex, routes) };
}

async function pickModel(
  current: PictureOptions,
  place: Place,
  services: KnownServices,
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
  return { picked: { model: answer.picked.model.id, ...nearestPossible(current, answer.picked) } };
}

async function pickSize(
  current: PictureOptions,
  place: Place,
  services: KnownServices,
): Promise<Step<Partial<PictureOptions>>> {
  const items = (possible(current, services)?.sizes ?? []).map((size) => ({
    label: size,
    description: services.priceOf({ ...current, size }),
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

function modelDetail(possible: PossibleModel, services: KnownServices, current: PictureOptions): string {
  const { model, sizes } = possible;
  const range = sizes.length > 1 ? `${sizes[0]}–${sizes.at(-1)}` : (sizes[0] ?? '');
  const estimate = services.priceOf({ model: model.id, ...nearestPossible(current, possible) });
  return [range, estimate].filter(Boolean).join(' · ');
}

function shapeText(ratio: AspectRatio): string {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  if (width === height) return vscode.l10n.t('square');
  return width > height ? vscode.l10n.t('landscape') : vscode.l10n.t('portrait');
}
