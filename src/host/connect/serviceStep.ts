import * as vscode from 'vscode';
import type { PresetId } from '../../core/services/presets';
import { connectable, presets } from '../../core/services/presets';
import type { Route } from '../../core/services/route';
import { parseRoutes } from '../../core/settings/settings';
import type { Services } from '../../core/services/services';
import type { PictureOptions } from '../../core/pictures/image';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import type { Place } from '../steps/runSteps';
import { kindText, needsText } from '../texts/serviceText';

/** Which service, each with its price and what it needs; or to import keys that lie on this machine. */
export function pickService(
  current: PresetId | undefined,
  place: Place,
  services: Services,
  options: PictureOptions,
): Promise<Step<PresetId | 'import'>> {
  const offered = connectable.map((id) => ({
    label: presets[id].name,
    description: kindText(exampleRoute(id), services, options),
    detail: needsText(presets[id]),
    value: id,
  }));
  const others = {
    label: vscode.l10n.t('Import Keys…'),
    description: vscode.l10n.t('from environment variables or a .env file'),
    value: 'import' as const,
  };
  return pickStep<PresetId | 'import'>({
    title: vscode.l10n.t('Connect a Route'),
    placeholder: vscode.l10n.t('Which service should make pictures?'),
    ...place,
    items: [...offered, others],
    current,
  });
}

/** A route of the service as it is before anything is known of the user's, for its price. */
function exampleRoute(preset: PresetId): Route {
  const needed = presets[preset].baseUrls.length === 0 ? { baseUrl: 'https://service.example' } : {};
  const project = presets[preset].googleCloud ? { project: 'project' } : {};
  const [route] = parseRoutes([{ id: preset, preset, ...project, ...needed }]);
  if (!route) throw new Error(`no route of ${preset}`);
  return route;
}
