import { GenerationFailure } from '../core/failure';
import { findModel } from '../core/models';
import { modelIdsOf } from '../core/route';
import type { Probe } from '../providers/probe';
import type { RememberedOptions } from './configuration';
import { readServices } from './configuration';
import type { FreeCheck } from './connect/testStep';

/** A check that costs nothing, of a route and the model that is used at the moment. */
export function freeCheck(probe: Probe, options: RememberedOptions): FreeCheck {
  return async (route, credential, signal) => {
    const services = readServices();
    const model = findModel(options.read(undefined, services).model, services.catalogue);
    const [modelId = ''] = model ? modelIdsOf(route, model) : [];
    try {
      await probe(route, modelId, credential, signal);
      return undefined;
    } catch (error) {
      if (error instanceof GenerationFailure) return error;
      throw error;
    }
  };
}
