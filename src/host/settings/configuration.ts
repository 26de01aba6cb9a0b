import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AfterUncertainCharge } from '../../core/run/afterUncertain';
import type { RouteOrder } from '../../core/run/job';
import type { AspectRatio, ImageSize, PictureOptions, VertexOptions } from '../../core/pictures/image';
import { aspectRatios, imageSizes } from '../../core/pictures/image';
import { parseModels } from '../../core/settings/modelSettings';
import type { Catalogue } from '../../core/services/models';
import { findModel } from '../../core/services/models';
import type { Services } from '../../core/services/services';
import type { Route } from '../../core/services/route';
import { originsOf } from '../../core/services/route';
import type { Limits } from '../../core/money/limits';
import { routeLimitsOf } from '../../core/money/limits';
import type { SettingLevels } from '../../core/settings/settingLevels';
import { isTrueAnywhere, ownValue, workspaceValues } from '../../core/settings/settingLevels';
import type { SettingsProblem } from '../../core/settings/settings';
import { parseRoutes, placeholderRoute, readOr, SettingsError } from '../../core/settings/settings';
import { parseSetting } from '../../core/settings/settingValues';
import { usableVertexOptions } from '../../core/services/vertexOptions';
import { section, settings } from '../../ids';
import { vertexSchema } from './vertexSchema';

type SettingName = (typeof settings)[keyof typeof settings];

/** The one place where settings are read: level by level, since `get` mixes in what a folder has set. */
export function levelsOf(name: SettingName, resource?: vscode.Uri): SettingLevels {
  return vscode.workspace.getConfiguration(section, resource ?? null).inspect(name) ?? {};
}

/**
 * Settings that name hosts, money or credentials. Their scope would do on a current VS Code, but before 1.136.2 a folder
 * could smuggle values in through the nested form.
 */
function machineValue(name: SettingName): unknown {
  return ownValue(levelsOf(name));
}

/** The first value that `parse` takes: the workspace's where it is trusted, then what was used last, then the user's. */
function folderValue<T>(
  name: SettingName,
  resource: vscode.Uri | undefined,
  parse: (value: unknown) => T | undefined,
  remembered?: unknown,
): T {
  const levels = levelsOf(name, resource);
  const order = [
    ...workspaceValues(levels, vscode.workspace.isTrusted),
    remembered,
    levels.globalValue,
    levels.defaultValue,
  ];
  const chosen = order.map(parse).find((value) => value !== undefined);
  if (chosen === undefined) throw new Error(`The default of ${section}.${name} in package.json is of no use.`);
  return chosen;
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

/**
 * Whether the settings still have the route of this id with the same credential and addresses. A job keeps its routes as they
 * were when it began. True also where the settings cannot be read.
 */
export function standsInSettings(route: Route): boolean {
  const routes = readOr([], readRoutes);
  const now = routes?.find(({ id }) => id === route.id);
  if (!routes || !now) return !routes;
  return now.credential === route.credential && originsOf(now).join() === originsOf(route).join();
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

/** The same for texts; a wrong value, which is told where pictures are made, counts as the default. */
export function shownRouteOrder(): RouteOrder {
  return readOr([], readRouteOrder) ?? 'listed';
}

export function readTimeBudgetMs(): number {
  return parseSetting(settings.timeBudget, machineValue(settings.timeBudget)) * 1000;
}

/** The user's limits, with those of routes. Throws `SettingsError`. */
export function readLimits(routes: readonly Route[]): Limits {
  return {
    dailyUsd: parseSetting(settings.dailyLimit, machineValue(settings.dailyLimit) ?? null) ?? undefined,
    monthlyUsd: parseSetting(settings.monthlyLimit, machineValue(settings.monthlyLimit) ?? null) ?? undefined,
    agentDailyUsd: parseSetting(settings.agentDailyLimit, machineValue(settings.agentDailyLimit)),
    routeDailyUsd: routeLimitsOf(routes),
  };
}

/** Whether the user has a limit of their own; true also where it cannot be read, which is told where pictures are made. */
export function hasLimit(): boolean {
  return [settings.dailyLimit, settings.monthlyLimit].some((name) => (machineValue(name) ?? null) !== null);
}

/** Sets one of the user's limits, in US dollars. */
export async function writeLimit(limit: 'daily' | 'monthly' | 'agentDaily', usd: number): Promise<void> {
  const name = (
    { daily: settings.dailyLimit, monthly: settings.monthlyLimit, agentDaily: settings.agentDailyLimit } as const
  )[limit];
  await vscode.workspace.getConfiguration(section).update(name, usd, vscode.ConfigurationTarget.Global);
}

/** The price of one click, in US dollars, above which it is asked first. Throws `SettingsError`. */
export function readConfirmAboveUsd(): number {
  return parseSetting(settings.confirmAbove, machineValue(settings.confirmAbove));
}

/** A folder may forbid relays, never allow them. */
export function readFirstPartyOnly(resource: vscode.Uri | undefined): boolean {
  return isTrueAnywhere(levelsOf(settings.firstPartyOnly, resource));
}

/** Whether a file that tells how it was made is written beside each picture. A wrong value counts as no. */
export function readSidecar(resource: vscode.Uri | undefined): boolean {
  return folderValue(settings.sidecar, resource, (value) => (typeof value === 'boolean' ? value : undefined));
}

/** The parts of the folder's path. Throws `SettingsError`. */
export function readAssetsFolder(resource: vscode.Uri | undefined): readonly string[] {
  const { assetsFolder } = settings;
  return parseSetting(
    assetsFolder,
    folderValue(assetsFolder, resource, (value) => value),
  );
}

/** What was used last; kept for all windows. */
export class RememberedOptions {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Keeps what the user has changed. What the workspace has set is its own: it does not go with them to other folders. */
  async keep(options: PictureOptions, resource: vscode.Uri | undefined, services: Services): Promise<void> {
    const before = this.read(resource, services);
    const names = ['model', 'size', 'ratio', 'vertex'] as const;
    const changed = names.filter((name) => JSON.stringify(options[name]) !== JSON.stringify(before[name]));
    if (changed.length === 0) return;
    const kept = Object.fromEntries(changed.map((name) => [name, options[name]]));
    await this.#memento.update('options', { ...this.#last(), ...kept });
  }

  #last(): Partial<Record<keyof PictureOptions, unknown>> {
    return this.#memento.get('options') ?? {};
  }

  /** The options for the next picture: the workspace's settings, else what was used last, else the user's settings. */
  read(resource: vscode.Uri | undefined, { catalogue, routes }: Services): PictureOptions {
    const parseModel = (value: unknown): string | undefined =>
      typeof value === 'string' ? findModel(value, catalogue)?.id : undefined;
    const last = this.#last();
    return {
      model: folderValue(settings.model, resource, parseModel, last.model),
      size: folderValue(settings.imageSize, resource, parseSize, last.size),
      ratio: folderValue(settings.aspectRatio, resource, parseRatio, last.ratio),
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
