import * as vscode from 'vscode';
import type { Remedy } from '../../core/failures/diagnosis';
import { pageFor, remedyOf } from '../../core/failures/diagnosis';
import type { FailureFacts } from '../../core/failures/failure';
import type { BlockingFailure } from '../../core/run/health';
import { nextStep } from '../../core/failures/nextStep';
import type { Attempt } from '../../core/run/attempts';
import type { LimitReached } from '../../core/money/limitReached';
import type { Route } from '../../core/services/route';
import { commands } from '../../ids';
import { canBeSettled, lostOf } from '../../work/clicks/clickEnd';
import type { MadePicture } from '../../work/job';
import type { NoticeButton } from '../../work/notices';
import { raiseLimit } from './raiseLimit';
import { openSettings } from '../settings/openSettings';
import { openPage } from './openPage';
import type { RemedyAction } from './remedyActions';
import { remedyAction } from './remedyActions';
import { signIn } from './signIn';
import type { FailureMessage } from '../texts/failureText';

/** What a failure's buttons can start. */
export interface FailureSteps {
  /** The same job once more. */
  readonly again: () => void;
  /** How many pictures that makes. Default: one. */
  readonly pictures?: number | undefined;
  /** Asks for the prompt again, with all that was wanted; absent where nobody can be asked. */
  readonly changePrompt?: (() => Promise<void>) | undefined;
  /** The same job on the routes that were not tried; absent where there are none. */
  readonly otherRoutes?: (() => Promise<void>) | undefined;
  /** Fetches the picture that was made and could not be fetched; absent where there is none. */
  readonly downloadAgain?: (() => Promise<void>) | undefined;
}

/** What a button has to work with. */
interface Situation {
  readonly facts: Pick<FailureFacts, 'helpUrl' | 'limitReached'>;
  readonly route: Route | undefined;
  readonly steps: FailureSteps;
}

type MakeButton = (situation: Situation) => Omit<NoticeButton, 'id'> | undefined;

/** A message has room for so many. */
const mostButtons = 3;

/** What each remedy offers, best first; a page that a service does not have is left out. */
const offers: Readonly<Record<Remedy, readonly Remedy[]>> = {
  setKey: ['setKey'],
  makeKey: ['makeKey', 'setKey'],
  openBilling: ['openBilling', 'tryAgain'],
  enableApi: ['enableApi', 'tryAgain'],
  openPermissions: ['openPermissions', 'tryAgain'],
  openProject: ['openProject', 'tryAgain'],
  editRoute: ['editRoute', 'tryAgain'],
  otherRoute: ['otherRoute'],
  signIn: ['signIn', 'tryAgain'],
  networkSettings: ['networkSettings', 'tryAgain'],
  openSettings: ['openSettings'],
  raiseLimit: ['raiseLimit'],
  testRoutes: ['testRoutes', 'tryAgain'],
  tryAgain: ['tryAgain'],
  changePrompt: ['changePrompt'],
  showLog: ['showLog'],
};

const buttons: Readonly<Record<Remedy, MakeButton>> = {
  setKey: shared('setKey'),
  makeKey: shared('makeKey'),
  openBilling: shared('openBilling'),
  enableApi: shared('enableApi'),
  openPermissions: shared('openPermissions'),
  openProject: shared('openProject'),
  editRoute: shared('editRoute'),
  otherRoute: (situation) => {
    const { otherRoutes } = situation.steps;
    return otherRoutes
      ? { label: vscode.l10n.t('Try Other Route'), run: otherRoutes }
      : shared('otherRoute')(situation);
  },
  signIn: () => ({ label: vscode.l10n.t('Sign In…'), run: () => signIn() }),
  networkSettings: () => ({ label: vscode.l10n.t('Open Proxy Settings'), run: () => openSettings('http.proxy') }),
  openSettings: () => ({ label: vscode.l10n.t('Open Settings'), run: () => openSettings() }),
  raiseLimit: ({ facts, route, steps }) => raiseButton(facts.limitReached, route, steps),
  testRoutes: shared('testRoutes'),
  changePrompt: ({ steps: { changePrompt } }) =>
    changePrompt && { label: vscode.l10n.t('Edit Prompt'), run: changePrompt },
  tryAgain: ({ steps }) => ({ label: vscode.l10n.t('Try Again'), run: async () => steps.again() }),
  showLog: shared('showLog'),
};

function raiseButton(
  reached: LimitReached | undefined,
  route: Route | undefined,
  { again, pictures }: FailureSteps,
): ReturnType<MakeButton> {
  if (!reached) return undefined;
  const run = async (): Promise<void> => {
    if (await raiseLimit(reached, route, pictures)) again();
  };
  return { label: vscode.l10n.t('Raise Limit…'), run };
}

/** The buttons for a failure, what helps most first; `most` if the message needs room for others. */
export function failureButtons(
  { facts, route, attempts, skipped }: Pick<FailureMessage, 'facts' | 'route' | 'attempts' | 'skipped'>,
  steps: FailureSteps,
  most = mostButtons,
): NoticeButton[] {
  const { downloadAgain } = steps;
  if (downloadAgain) {
    // the picture exists: nothing else may be paid before it is given up
    return [downloadButton(downloadAgain), ...made('showLog', { facts: {}, route, steps })];
  }
  const remedy = facts && remedyOf(facts, route);
  const [first, ...rest] = remedy ? offers[remedy] : [];
  if (facts?.kind === 'noImage' && first === 'changePrompt') rest.push('tryAgain'); // a model may do better the next time
  const other: Remedy[] = steps.otherRoutes && mayGoOn(facts, route) ? ['otherRoute'] : [];
  const wanted = new Set<Remedy>([...(first ? [first] : []), ...other, ...rest, 'showLog']);
  const own = [...wanted].flatMap((id) => made(id, { facts: facts ?? {}, route, steps }));
  const settle = settleButton(attempts);
  const mend = mendButtonOf({ attempts, skipped });
  return withSecond(withSecond(own, mend), settle).slice(0, most);
}

/** What else is to be done comes behind the first button; two of one name could not be told apart. */
function withSecond(own: readonly NoticeButton[], second: NoticeButton | undefined): readonly NoticeButton[] {
  const [first, ...rest] = own;
  if (!second || own.some(({ label }) => label === second.label)) return own;
  return first ? [first, second, ...rest] : [second];
}

/** Fetches pictures that were made and could not be fetched. */
export function downloadButton(run: () => Promise<void>): NoticeButton {
  return { id: 'downloadAgain', label: vscode.l10n.t('Download Again'), run };
}

/** The button to say what attempts have cost; undefined where that is known. */
export function settleButton(attempts: readonly Attempt[]): NoticeButton | undefined {
  if (!canBeSettled(attempts)) return undefined;
  const run = async (): Promise<void> => void (await vscode.commands.executeCommand(commands.settleCharges));
  return { id: 'settle', label: vscode.l10n.t('Settle…'), run };
}

/** What mends a route, so that the next job can use it again. */
const mending: readonly Remedy[] = [
  'setKey',
  'makeKey',
  'openBilling',
  'enableApi',
  'openPermissions',
  'openProject',
  'editRoute',
  'signIn',
  'networkSettings',
];

/** The button for what mends a route that is skipped; undefined where nothing does but time. */
export function mendButton(
  route: Route,
  facts: BlockingFailure & Pick<FailureFacts, 'helpUrl'>,
): NoticeButton | undefined {
  const remedy = remedyOf(facts, route);
  if (!remedy || !mending.includes(remedy)) return undefined;
  const situation = { facts, route, steps: { again: () => undefined } };
  return offers[remedy].filter((offer) => mending.includes(offer)).flatMap((offer) => made(offer, situation))[0];
}

/** What is to be done about the way to a picture: what it may have cost comes first. */
export function afterMadeButton(made: MadePicture): NoticeButton | undefined {
  return settleButton(lostOf(made)) ?? mendButtonOf(made);
}

/** The button for the first route that a job asked in vain, or did not ask, and that can be mended. */
export function mendButtonOf({
  attempts,
  skipped,
}: Pick<MadePicture, 'attempts' | 'skipped'>): NoticeButton | undefined {
  const failed = attempts.flatMap(({ route, failure }) => (failure ? [{ route, facts: failure.facts }] : []));
  const known = skipped.map(({ route, state }) => ({ route, facts: state }));
  return [...failed, ...known].flatMap(({ route, facts }) => mendButton(route, facts) ?? [])[0];
}

/** What helps outside of the questions that are being asked: pages, a login, settings. */
const remediesOutside: readonly Remedy[] = [
  'makeKey',
  'openBilling',
  'enableApi',
  'openPermissions',
  'openProject',
  'signIn',
  'networkSettings',
];

/** The button for what helps with a failure on a route that is not connected yet; undefined where the answers themselves do. */
export function helpButton(facts: FailureFacts, route: Route): NoticeButton | undefined {
  const remedy = remedyOf(facts, route);
  if (!remedy || !remediesOutside.includes(remedy)) return undefined;
  return made(remedy, { facts, route, steps: { again: () => undefined } })[0];
}

/** Whether a job that may use other routes would have gone on by itself: nothing was charged, and others may do better. */
function mayGoOn(facts: FailureFacts | undefined, route: Route | undefined): boolean {
  return facts !== undefined && route !== undefined && nextStep(facts, route) === 'nextRoute';
}

function made(id: Remedy, situation: Situation): NoticeButton[] {
  const button = buttons[id](situation);
  return button ? [{ id, ...button }] : [];
}

function shared(remedy: Parameters<typeof remedyAction>[0]): MakeButton {
  return ({ facts, route }) => {
    const action = remedyAction(remedy, { route, page: route && pageFor(remedy, route, facts) });
    return action && { label: action.label, run: () => runAction(action) };
  };
}

async function runAction(action: RemedyAction): Promise<void> {
  if ('page' in action) await openPage(action.page);
  else await vscode.commands.executeCommand(action.command, ...action.args);
}
