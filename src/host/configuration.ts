import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AfterUncertainCharge } from '../core/failover';
import type { RouteOrder } from '../core/generate';
import type { AspectRatio, ImageSize, VertexOptions } from '../core/image';
import { aspectRatios, imageSizes } from '../core/image';
import { parseModels } from '../core/modelSettings';
import { findModel } from '../core/models';
import type { Services } from '../core/services';
import type { Route } from '../core/route';
import { parseRoutes, placeholderRoute } from '../core/settings';
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

/** The user's models and routes. Throws `SettingsError`. */
export function readServices(): Services {
  const models = machineValue(settings.models) ?? [];
  return { routes: readRoutes(), catalogue: parseModels(models, `${section}.${settings.models}`) };
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

export function readAfterUncertainCharge(): AfterUncertainCharge {
  const value = machineValue(settings.afterUncertainCharge);
  return value === 'switch' || value === 'stop' ? value : 'ask';
}

export function readRouteOrder(): RouteOrder {
  return machineValue(settings.routeOrder) === 'cheapest' ? 'cheapest' : 'listed';
}

export function readTimeBudgetMs(): number {
  const value = machineValue(settings.timeBudget);
  return (typeof value === 'number' && value >= 0 ? value : 180) * 1000;
}

/** True at any level wins: a folder may forbid relays, never allow them. */
export function readFirstPartyOnly(resource: vscode.Uri | undefined): boolean {
  const found = vscode.workspace.getConfiguration(section, resource ?? null).inspect<boolean>(settings.firstPartyOnly);
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].includes(true);
}

export function readAssetsFolder(resource: vscode.Uri | undefined): string {
  return vscode.workspace.getConfiguration(section, resource ?? null).get<string>(settings.assetsFolder) ?? 'assets';
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
    const pick = <T>(
      name: SettingName,
      remembered: unknown,
      parse: (value: unknown) => T | undefined,
    ): T | undefined => {
      const found = configuration.inspect(name);
      const order = [
        found?.workspaceFolderValue,
        found?.workspaceValue,
        remembered,
        found?.globalValue,
        found?.defaultValue,
      ];
      return order.map(parse).find((value) => value !== undefined);
    };
    return {
      model: pick(settings.model, last.model, parseModel) ?? 'nano-banana-2',
      size: pick(settings.imageSize, last.size, parseSize) ?? '1K',
      ratio: pick(settings.aspectRatio, last.ratio, parseRatio) ?? '1:1',
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
