import type * as vscode from 'vscode';
import type { Job } from '../core/generate';
import type { ReferenceImage } from '../core/image';
import { usableVertexOptions } from '../core/vertexOptions';
import type { PictureOptions } from '../shared/protocol';
import {
  readAfterUncertainCharge,
  readFirstPartyOnly,
  readRouteOrder,
  readServices,
  readTimeBudgetMs,
} from './configuration';

/** What the user asks for. */
export interface Wanted {
  readonly prompt: string;
  readonly options: PictureOptions;
  readonly references: readonly ReferenceImage[];
  /** The id of the one route to use; left out: all in their order. */
  readonly onlyRoute?: string | undefined;
  /** The ids of the routes that may be used; left out: all. */
  readonly among?: readonly string[] | undefined;
}

/** A job from what the user chose and what the settings allow. Throws `SettingsError`. */
export function newJob(
  { prompt, options, references, onlyRoute, among }: Wanted,
  resource: vscode.Uri | undefined,
): Job {
  const services = readServices();
  const vertex = usableVertexOptions(options.vertex, services.routes);
  return {
    request: { prompt, ...options, vertex, references },
    ...services,
    routes: services.routes.filter(({ id }) => among?.includes(id) ?? true),
    onlyRoute,
    routeOrder: readRouteOrder(),
    firstPartyOnly: readFirstPartyOnly(resource),
    afterUncertainCharge: readAfterUncertainCharge(),
    timeBudgetMs: readTimeBudgetMs(),
  };
}
