import type { PresetId } from './core/services/presets';

/** Every id that package.json also names. A test compares the two both ways. */
export const commands = {
  generateImage: 'dualtrack.generateImage',
  generateFromSelection: 'dualtrack.generateFromSelection',
  generateWithReferences: 'dualtrack.generateWithReferences',
  openPanel: 'dualtrack.openPanel',
  showQuestion: 'dualtrack.showQuestion',
  getStarted: 'dualtrack.getStarted',
  connectRoute: 'dualtrack.connectRoute',
  editRoutes: 'dualtrack.editRoutes',
  testRoutes: 'dualtrack.testRoutes',
  importKeys: 'dualtrack.importKeys',
  setKey: 'dualtrack.setKey',
  removeKey: 'dualtrack.removeKey',
  recoverPictures: 'dualtrack.recoverPictures',
  showRoutes: 'dualtrack.showRoutes',
  settleCharges: 'dualtrack.settleCharges',
  exportAll: 'dualtrack.exportAll',
  clearHistory: 'dualtrack.clearHistory',
  showHowMade: 'dualtrack.showHowMade',
  copyDiagnostics: 'dualtrack.copyDiagnostics',
  showLog: 'dualtrack.showLog',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Settings, without the `dualtrack.` before them. */
export const settings = {
  assetsFolder: 'assetsFolder',
  model: 'model',
  imageSize: 'imageSize',
  aspectRatio: 'aspectRatio',
  sidecar: 'sidecar',
  routes: 'routes',
  routeOrder: 'routeOrder',
  models: 'models',
  firstPartyOnly: 'firstPartyOnly',
  afterUncertainCharge: 'afterUncertainCharge',
  timeBudget: 'timeBudget',
  dailyLimit: 'dailyLimit',
  monthlyLimit: 'monthlyLimit',
  agentDailyLimit: 'agentDailyLimit',
  confirmAbove: 'confirmAbove',
} as const;

/** Those that only the user's own settings of the machine decide, on a remote machine its *Remote* settings. */
export const machineSettings: readonly string[] = [
  settings.routes,
  settings.routeOrder,
  settings.models,
  settings.afterUncertainCharge,
  settings.timeBudget,
  settings.dailyLimit,
  settings.monthlyLimit,
  settings.agentDailyLimit,
  settings.confirmAbove,
];

export const section = 'dualtrack';

/** The image panel in a tab of the editor, as VS Code knows it. */
export const panelViewType = 'dualtrack.panel';

/** The image panel in the side bar, as VS Code knows it. */
export const panelViewId = 'dualtrack.sideBar';

/** The walkthrough, as the manifest names it. */
export const walkthrough = 'getStarted';

/** What the walkthrough's steps wait for. */
export const contextKeys = {
  hasRoute: 'dualtrack.hasRoute',
  hasTwoRoutes: 'dualtrack.hasTwoRoutes',
  madePicture: 'dualtrack.madePicture',
} as const;

/** True while a route of this service is set up and has its key. */
export function connectedKey(preset: PresetId): string {
  return `dualtrack.connected.${preset}`;
}

const secretPrefix = 'dualtrack.route.';

/** The name under which SecretStorage holds a route's key. */
export function secretId(routeId: string): string {
  return secretPrefix + routeId;
}

/** The other way round; undefined for a secret that is no route's. */
export function routeIdOfSecret(id: string): string | undefined {
  return id.startsWith(secretPrefix) ? id.slice(secretPrefix.length) : undefined;
}
