import * as vscode from 'vscode';
import type { CredentialKind } from '../../core/services/preset';
import { takesGoogleCredentials } from '../../core/services/preset';
import type { PresetId } from '../../core/services/presets';
import { connectable, presets } from '../../core/services/presets';
import type { Credential } from '../../core/services/route';
import { modelIdsOf, needsSecret } from '../../core/services/route';
import { freeId } from '../../core/settings/routeEntries';
import type { Services } from '../../core/services/services';
import { testModel } from '../../core/services/testPicture';
import { commands } from '../../ids';
import { applicationDefault } from '../../providers/credentials/applicationDefault';
import type { PictureOptions } from '../../core/pictures/image';
import type { RememberedOptions } from '../settings/configuration';
import { rawRouteEntries, readServices } from '../settings/configuration';
import { pickServiceAccount } from '../keys/keyFileInput';
import { askKey } from '../keys/keyInput';
import type { FreeCheck } from '../../providers/freeChecks/freeCheck';
import type { Keys } from '../keys/keys';
import { mapped } from '../steps/pickStep';
import type { Ask } from '../steps/runSteps';
import { runSteps } from '../steps/runSteps';
import { askAddress, askWhetherKey, isOnThisMachine } from './addressSteps';
import { askBilling } from './billingStep';
import type { ConnectDraft } from './connectDraft';
import { credentialOf, routeOf } from './connectDraft';
import { changeOptions } from './optionsStep';
import { pickPlace } from './placeStep';
import { pickService } from './serviceStep';
import { storeRoute } from './storeRoute';
import { testRoute } from './testStep';
import { askProject, pickGoogleCredential } from './googleCloudSteps';

interface ConnectDependencies {
  readonly keys: Keys;
  readonly options: RememberedOptions;
  readonly check: FreeCheck;
}

type ConnectAsk = Ask<ConnectDraft>;

/**
 * From nothing to a route in one row of questions with a way back: service, address, key, a free check of it, the place in the
 * order. Nothing is stored before the last answer. `wanted`: the id of a preset, whose question is left out.
 */
export async function connectRoute(deps: ConnectDependencies, wanted?: unknown): Promise<void> {
  const services = readServices();
  const known = connectable.find((id) => id === wanted);
  const start = draftOf(known ?? 'google-ai-studio');
  const flow = new Flow(deps, services, deps.options.read(undefined, services), known === undefined);
  const draft = await runSteps<ConnectDraft>(start, (answers) => flow.steps(answers));
  if (flow.wantsImport) await vscode.commands.executeCommand(commands.importKeys);
  else if (draft) await storeRoute(draft, deps.keys);
}

function draftOf(preset: PresetId): ConnectDraft {
  const entries = rawRouteEntries();
  return { id: freeId(entries, preset), preset, credential: usual(preset), at: entries.length };
}

function usual(preset: PresetId): CredentialKind {
  return presets[preset].credentials[0] ?? 'key';
}

/** The questions, made from the answers so far. */
class Flow {
  readonly #deps: ConnectDependencies;
  readonly #services: Services;
  readonly #options: PictureOptions;
  readonly #asksService: boolean;
  #picked = false;
  /** The user would rather take keys that lie on this machine. */
  wantsImport = false;

  constructor(deps: ConnectDependencies, services: Services, options: PictureOptions, asksService: boolean) {
    this.#deps = deps;
    this.#services = services;
    this.#options = options;
    this.#asksService = asksService;
  }

  steps(draft: ConnectDraft): ConnectAsk[] {
    const preset = presets[draft.preset];
    return [
      ...(this.#asksService ? [this.#service] : []),
      ...(preset.baseUrls.length === 0 ? [this.#address] : []),
      ...(isOnThisMachine(draft.baseUrl) && preset.credentials.includes('none') ? [whetherKey] : []),
      ...(takesGoogleCredentials(preset) ? [googleCredential] : []),
      ...(needsSecret(draft) ? [keyAsk(draft)] : []),
      ...(preset.googleCloud ? [project] : []),
      ...(preset.billsByKey ? [billing] : []),
      this.#test,
      ...(rawRouteEntries().length > 0 ? [this.#place] : []),
    ];
  }

  readonly #service: ConnectAsk = async (draft, place) => {
    const current = this.#picked ? draft.preset : undefined;
    const answer = await pickService(current, place, this.#services, this.#options);
    this.#picked = true;
    if (typeof answer !== 'object') return answer;
    const { picked } = answer;
    if (picked === 'import') {
      this.wantsImport = true;
      return undefined;
    }
    // what was answered for another service means nothing for this one
    return { picked: picked === current ? {} : cleared(draftOf(picked)) };
  };

  readonly #address: ConnectAsk = async ({ baseUrl }, place) =>
    mapped(await askAddress(baseUrl, place), (address) =>
      address === baseUrl ? {} : { baseUrl: address, key: undefined, credential: 'key' as const },
    );

  readonly #test: ConnectAsk = async (draft) => {
    const credential = async (): Promise<Credential> => credentialOf(draft) ?? (await applicationDefault());
    const route = routeOf(draft);
    const model = testModel(route, this.#options.model, this.#services.catalogue);
    const modelIds = model ? modelIdsOf(route, model) : [];
    const tested = await testRoute({ route, modelIds, credential, check: this.#deps.check });
    if (tested === 'options') return { picked: await changeOptions(draft), more: true };
    if (typeof tested !== 'object' || !('otherKey' in tested)) return tested;
    return { picked: { ...noKey, rejected: tested.otherKey }, backTo: keyAsk(draft) };
  };

  readonly #place: ConnectAsk = async (draft, place) =>
    mapped(await pickPlace(draft, place, this.#services, this.#options), (at) => ({ at }));
}

/** Every field, so that nothing of an earlier draft stays. */
function cleared(draft: ConnectDraft): ConnectDraft {
  const nothing = { name: undefined, baseUrl: undefined, wire: undefined, project: undefined, location: undefined };
  return { ...nothing, ...noKey, billing: undefined, rejected: undefined, ...draft };
}

const noKey = { key: undefined, account: undefined, keyFile: undefined };

/** The question for what the route proves itself with. */
function keyAsk({ credential }: ConnectDraft): ConnectAsk {
  return credential === 'serviceAccount' ? serviceAccount : key;
}

const whetherKey: ConnectAsk = async ({ credential }, place) =>
  mapped(await askWhetherKey(credential === 'key', place), (needsKey) => ({ credential: needsKey ? 'key' : 'none' }));

const googleCredential: ConnectAsk = async ({ preset, credential }, place) =>
  mapped(await pickGoogleCredential(presets[preset], credential, place), (chosen) =>
    chosen === credential ? {} : { credential: chosen, account: undefined, keyFile: undefined },
  );

const key: ConnectAsk = async (draft, place) => {
  let address = draft.baseUrl;
  for (;;) {
    const route = routeOf({ ...draft, baseUrl: address });
    const mayChangeAddress = presets[draft.preset].baseUrls.length > 0;
    const answer = await askKey({ route, place, mayChangeAddress, value: draft.key, problem: draft.rejected });
    if (answer !== 'address') {
      return mapped(answer, (given) => ({ key: given, baseUrl: address, rejected: undefined }));
    }
    const other = await askAddress(address, undefined, true);
    if (typeof other === 'object') address = other.picked;
  }
};

const serviceAccount: ConnectAsk = async (draft) => {
  const picked = await pickServiceAccount();
  // closing the file dialog leads back: it has no other way
  if (!picked) return 'back';
  return { picked: { ...picked, project: picked.account.project_id ?? draft.project } };
};

const project: ConnectAsk = async (draft, place) =>
  mapped(await askProject(draft.project, place), (id) => ({ project: id }));

const billing: ConnectAsk = async (draft, place) =>
  mapped(await askBilling(routeOf(draft), place), (chosen) => ({ billing: chosen }));
