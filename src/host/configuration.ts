import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AfterUncertainCharge } from '../core/failover';
import type { RouteOrder } from '../core/generate';
import type { AspectRatio, ImageSize, VertexOptions } from '../core/image';
import { aspectRatios, imageSizes } from '../core/image';
import { parseModels } from '../core/modelSettings';
import type { Catalogue } from '../core/models';
import { findModel } from '../core/models';
import type { Services } from '../core/services';
import type { Route } from '../core/route';
import type { SettingsProblem } from '../core/settings';
import { parseRoutes, placeholderRoute, readOr, SettingsError } from '../core/settings';
import { parseSetting } from '../core/settingValues';
import { usableVertexOptions } from '../core/vertexOptions';
import { section, settings } from '../ids';
import type { PictureOptions } from '../shared/protocol';
import { vertexSchema } from './vertexSchema';

type SettingName = (typeof settings)[keyof typeof settings];

/**
 * Settings that name hosts, money or credentials: the user's own value and no folder's. `get` would do on a current VS Code,
 * but before 1.136.2 a folder could smuggle values in through the nested form.
 */
function machineValue(name: SettingName): unknown {
  const found = vscode.workspace.getConfiguration(section).inspect(name);
  return found?.globalValue ?? found?.defaultValue;
}

/** The user's models and routes. Throws `SettingsError` with the problems of both. */
export function readServices(): Services {
  const problems: SettingsProblem[] = [];
  const routes = readOr(problems, readRoutes);
  const catalogue = readOr(problems, readCatalogue);
  if (!routes || !catalogue) throw new SettingsError(problems);
  return { routes, catalogue };
}

/** The built-in models with what the user changed and added. Throws `SettingsError`. */
export function readCatalogue(): Catalogue {
  return parseModels(machineValue(settings.models) ?? [], `${section}.${settings.models}`);
}

/** The routes in order, or the placeholder where none is set up. Throws `SettingsError`. */
export function readRoutes(): readonly Route[] {
  const routes = parseRoutes(machineValue(settings.routes), `${section}.${settings.routes}`);
  return routes.length > 0 ? routes : [placeholderRoute];
}

/** The entries of the setting as they stand, for adding one; anything else than a list counts as none. */
export function rawRouteEntries(): readonly unknown[] {
  const value = machineValue(settings.routes);
  return Array.isArray(value) ? value : [];
}

/** Writes the user's routes. */
export async function writeRouteEntries(entries: readonly unknown[]): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(settings.routes, entries, vscode.ConfigurationTarget.Global);
}

/** Throws `SettingsError`, as the next two do. */
export function readAfterUncertainCharge(): AfterUncertainCharge {
  return parseSetting(settings.afterUncertainCharge, machineValue(settings.afterUncertainCharge));
}

export function readRouteOrder(): RouteOrder {
  return parseSetting(settings.routeOrder, machineValue(settings.routeOrder));
}

export function readTimeBudgetMs(): number {
  return parseSetting(settings.timeBudget, machineValue(settings.timeBudget)) * 1000;
}

/** True at any level wins: a folder may forbid relays, never allow them. */
export function readFirstPartyOnly(resource: vscode.Uri | undefined): boolean {
  const found = vscode.workspace.getConfiguration(section, resource ?? null).inspect<boolean>(settings.firstPartyOnly);
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].includes(true);
}

/** The parts of the folder's path. Throws `SettingsError`. */
export function readAssetsFolder(resource: vscode.Uri | undefined): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration(section, resource ?? null).get(settings.assetsFolder);
  return parseSetting(settings.assetsFolder, value);
}

/** What was used last; kept for all windows. */
export class RememberedOptions {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  async keep(options: PictureOptions): Promise<void> {
    await this.#memento.update('options', options);
  }

  /** The options for the next picture: the workspace's settings, else what was used last, else the user's settings. */
  read(resource: vscode.Uri | undefined, { catalogue, routes }: Services): PictureOptions {
    const parseModel = (value: unknown): string | undefined =>
      typeof value === 'string' ? findModel(value, catalogue)?.id : undefined;
    const last = this.#memento.get<Partial<Record<keyof PictureOptions, unknown>>>('options') ?? {};
    const configuration = vscode.workspace.getConfiguration(section, resource ?? null);
    const pick = <T>(name: SettingName, remembered: unknown, parse: (value: unknown) => T | undefined): T => {
      const found = configuration.inspect(name);
      const order = [
        found?.workspaceFolderValue,
        found?.workspaceValue,
        remembered,
        found?.globalValue,
        found?.defaultValue,
      ];
      const chosen = order.map(parse).find((value) => value !== undefined);
      if (chosen === undefined) throw new Error(`The default of ${section}.${name} in package.json is of no use.`);
      return chosen;
    };
    return {
      model: pick(settings.model, last.model, parseModel),
      size: pick(settings.imageSize, last.size, parseSize),
      ratio: pick(settings.aspectRatio, last.ratio, parseRatio),
      vertex: usableVertexOptions(parseVertex(last.vertex), routes),
    };
  }
}

function parseSize(value: unknown): ImageSize | undefined {
  return imageSizes.find((size) => size === value);
}

function parseRatio(value: unknown): AspectRatio | undefined {
  return aspectRatios.find((ratio) => ratio === value);
}

function parseVertex(value: unknown): VertexOptions | undefined {
  const result = v.safeParse(vertexSchema, value);
  return result.success ? result.output : undefined;
}
