import type { Cost } from '../core/money/priceKind';
import type { Usage } from '../core/pictures/image';
import { imageSizes } from '../core/pictures/image';
import { findModel } from '../core/services/models';
import { actualCost } from '../core/services/price';
import type { Services } from '../core/services/services';
import type { AnswerNote } from '../store/inbox/answerNote';

/**
 * What a picture cost whose answer is read after a crash, by what the answer counts and today's prices. Undefined where the answer counts
 * nothing, or its route or model is gone from the settings: then what was reserved for it is the better guess.
 */
export function recoveredCost(
  { route: routeId, model: modelId, size: asked }: AnswerNote,
  usage: Usage | undefined,
  { routes, catalogue }: Services,
): Cost | undefined {
  const route = routes.find(({ id }) => id === routeId);
  const model = findModel(modelId, catalogue);
  const size = imageSizes.find((one) => one === asked);
  if (!usage || !route || !model || !size) return undefined;
  const cost = actualCost(route, model, size, usage);
  return cost.kind === 'measured' || cost.kind === 'reported' ? cost : undefined;
}
