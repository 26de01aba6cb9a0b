import type { Caller } from '../core/money/caller';
import type { Limits } from '../core/money/limits';
import type { PictureOptions, Reference } from '../core/pictures/image';
import type { Origin } from '../core/run/picture';
import type { Job, RouteRequest } from '../core/run/job';
import type { Route } from '../core/services/route';
import { usableVertexOptions } from '../core/services/vertexOptions';

/** Where a picture goes, decided before anything is sent. Folders are URIs. */
export type Destination =
  | { readonly kind: 'folder'; readonly workspaceFolder: string; readonly folder: string }
  /** No folder is open: asked after the picture is there. */
  | { readonly kind: 'saveAs' };

/** A picture to work from, as the user chose it. Its bytes are read when it is sent: it may have changed until then. */
export interface ReferenceFile {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  /** As it was when it was looked at last; left out: it was not. */
  readonly mime?: string | undefined;
  readonly bytes?: number | undefined;
}

/** What is wanted. It holds no bytes of pictures, so that it can be kept for another try. */
export interface Wanted {
  readonly prompt: string;
  readonly options: PictureOptions;
  readonly references: readonly ReferenceFile[];
  readonly destination: Destination;
  /** The file or folder of the workspace whose settings apply besides the user's. */
  readonly resource?: string | undefined;
  /** How many pictures; left out: one. */
  readonly count?: number | undefined;
  /** The id of the one route to use; left out: all in their order. */
  readonly onlyRoute?: string | undefined;
  /** The ids of the routes that may be used; left out: all. */
  readonly among?: readonly string[] | undefined;
  /** Who wants it. Default: a person. */
  readonly caller?: Caller | undefined;
}

/** What of it decides which routes are asked. */
export type RouteWish = Pick<Wanted, 'options' | 'references' | 'resource' | 'onlyRoute' | 'among'>;

/** What the settings allow. */
export type JobSettings = Pick<
  Job,
  'routes' | 'catalogue' | 'routeOrder' | 'firstPartyOnly' | 'afterUncertainCharge' | 'timeBudgetMs'
> & {
  /** How much may be spent; left out: as much as anybody wants. */
  readonly limits?: Limits | undefined;
  /** US dollars that one click may cost without a question. Left out: any. */
  readonly confirmAboveUsd?: number | undefined;
};

/** What the routes are judged by, before any file is read: of each picture to work from its type and size where they are known. */
export function routeRequestOf({ options, references }: RouteWish, routes: readonly Route[]): RouteRequest {
  const vertex = usableVertexOptions(options.vertex, routes);
  return {
    ...options,
    vertex,
    references: references.map(({ mime = 'image/png', bytes }) => ({ mime, knownSize: bytes })),
  };
}

/** What is known of its pictures before they are made, besides the request. */
export function originOf({ destination, caller }: Pick<Wanted, 'destination' | 'caller'>): Origin {
  return { caller, workspace: destination.kind === 'folder' ? destination.workspaceFolder : undefined };
}

/** The routes that may be used. */
export function amongst(routes: readonly Route[], among: Wanted['among']): readonly Route[] {
  return routes.filter(({ id }) => among?.includes(id) ?? true);
}

/** A job from what is wanted and what the settings allow. */
export function jobFrom(
  { prompt, options, onlyRoute, among }: Wanted,
  settings: JobSettings,
  references: readonly Reference[],
): Job {
  const vertex = usableVertexOptions(options.vertex, settings.routes);
  return {
    ...settings,
    request: { prompt, ...options, vertex, references },
    routes: amongst(settings.routes, among),
    onlyRoute,
  };
}
