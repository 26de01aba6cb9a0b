import * as vscode from 'vscode';
import type { CheckResult } from '../../core/failures/routeCheck';
import { formatUsd } from '../../core/services/price';
import type { ImageSize } from '../../core/pictures/image';
import type { Model } from '../../core/services/models';
import { testRatio, testSize } from '../../core/services/testPicture';
import type { ChosenFolders } from '../pictures/chosenFolders';
import { chooseDestination, resourceOf } from '../pictures/destination';
import { noFolderText } from '../pictures/destinationText';
import type { Asker } from '../../work/asker';
import type { Ended } from '../../work/job';
import type { Work } from '../../work/work';
import { wordsOf } from '../../core/words/wordsOf';
import { showJob } from '../jobs/showJob';
import { failureMessage } from '../texts/failureText';
import { priceOfTest } from '../texts/testPictureText';
import { say } from '../window/say';
import type { RouteReport, TestPicture } from '../../work/routeReport';
import type { RouteTest } from './routeTest';

export interface TestPictureParts {
  readonly work: Work;
  readonly asker: Asker;
  readonly folders: ChosenFolders;
}

/** Makes one picture on exactly this route, after its price was agreed to: what it proves goes into the route's report. */
export async function makeTestPicture(
  routeId: string,
  test: RouteTest,
  { work, asker, folders }: TestPictureParts,
): Promise<void> {
  const report = test.run.reports.find(({ route }) => route.id === routeId);
  if (!report?.model) return;
  const size = testSize(report.route, report.model);
  if (!(await agrees(report, report.model, size))) return;
  const destination = await chooseDestination(folders.forCommand(undefined), (folder) => folders.remember(folder));
  if (!destination) return void say.info(noFolderText());
  const options = { model: report.model.id, size, ratio: testRatio(report.route, report.model) };
  const prompt = vscode.l10n.t('A small red kite in a blue sky, flat illustration');
  const resource = resourceOf(destination, undefined);
  const wanted = { prompt, options, references: [], onlyRoute: routeId, destination, resource };
  // its price, or that nobody knows it, has just been agreed to
  const [running] = await work.make(wanted, { ...asker, confirm: async () => true });
  if (!running) return;
  await showJob(work, running, vscode.l10n.t('Test Picture'));
  const ended = await running.ended;
  const now = test.run.reports.find(({ route }) => route.id === routeId) ?? report; // all may have been tested again
  test.update(now, outcomeOf(now.result, ended));
}

async function agrees({ route }: RouteReport, model: Model, size: ImageSize): Promise<boolean> {
  const make = vscode.l10n.t('Make Picture');
  const detail = vscode.l10n.t(
    '{0}, {1}. It is made on this route only and saved like any picture. It shows what no free check can: credit, quota and capacity.',
    model.name,
    size,
  );
  const text = priceOfTest(route, model, size);
  return (await say.info({ text, modal: { details: [detail] } }, make)) === make;
}

/** A picture proves every link; a failure breaks one. What the check had found of the connection stays. */
function outcomeOf(
  before: CheckResult = { passedOver: [] },
  ended: Ended,
): { readonly result: CheckResult; readonly picture: TestPicture } {
  if (ended.kind === 'made') {
    const { picture, saved } = ended.made;
    const price = picture.costUsd === undefined ? vscode.l10n.t('price unknown') : formatUsd(picture.costUsd);
    const text = vscode.l10n.t('a picture came, {0}: {1}', price, saved.label);
    return { result: { ...before, failure: undefined, modelId: picture.modelId, pictured: true }, picture: { text } };
  }
  if (ended.kind !== 'failed') return { result: before, picture: { text: wordsOf(ended.error) } };
  const { failure, attempts } = ended.outcome;
  const { sentence, lines } = failureMessage(ended.outcome);
  // what was not even tried, such as where the settings rule relays out, says nothing of the route
  const tried = attempts.length > 0 && failure.kind !== 'cancelled';
  return {
    result: tried ? { ...before, failure: failure.facts } : before,
    picture: { text: [sentence, ...(attempts.length > 0 ? [] : lines)].join(' ') },
  };
}
