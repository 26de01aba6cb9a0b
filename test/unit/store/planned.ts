import assert from 'node:assert/strict';
import { findModel } from '../../../src/core/services/models';
import type { PlannedAttempt } from '../../../src/core/run/recorder';
import { parseRoutes } from '../../../src/core/settings/settings';

const routes = parseRoutes([
  { id: 'studio', preset: 'google-ai-studio' },
  { id: 'apiyi', preset: 'apiyi' },
]);
export const studio = routes[0] ?? assert.fail();
export const apiyi = routes[1] ?? assert.fail();
export const model = findModel('nano-banana-2') ?? assert.fail();

/** An attempt that somebody is about to make. */
export function planned(): PlannedAttempt {
  return {
    request: { prompt: 'a fox in the snow', model: model.id, size: '1K', ratio: '1:1', references: [] },
    ...{ model, route: studio, modelId: 'an-image-model', estimateUsd: 0.067, startedAt: 1_000 },
  };
}
