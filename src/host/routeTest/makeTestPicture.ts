import * as vscode from 'vscode';
import type { CheckResult } from '../../core/routeCheck';
import { formatUsd } from '../../core/price';
import type { ImageSize } from '../../core/image';
import type { Model } from '../../core/models';
import { testRatio, testSize } from '../../core/testPicture';
import { chooseDestination, resourceOf } from '../destination';
import { showJob } from '../jobProgress';
import type { Ended, Jobs } from '../jobs';
import { newJob } from '../newJob';
import { failureMessage } from '../texts/failureText';
import { priceOfTest } from '../texts/testPictureText';
import { say } from '../window/say';
import type { RouteReport, TestPicture } from './report';
import type { RouteTest } from './routeTest';

/** Makes one picture on exactly this route, after its price was agreed to: what it proves goes into the route's report. */
export async function makeTestPicture(routeId: string, test: RouteTest, jobs: Jobs): Promise<void> {
  const report = test.run.reports.find(({ route }) => route.id === routeId);
  if (!report?.model) return;
  const size = testSize(report.route, report.model);
  if (!(await agrees(report, report.model, size))) return;
  const destination = await chooseDestination(undefined);
  if (!destination) return;
  const options = { model: report.model.id, size, ratio: testRatio(report.route, report.model) };
  const prompt = vscode.l10n.t('A small red kite in a blue sky, flat illustration');
  const wanted = { prompt, options, references: [], onlyRoute: routeId };
  const running = jobs.start(newJob(wanted, resourceOf(destination, undefined)), destination);
  await showJob(jobs, running, vscode.l10n.t('Test Picture'));
  const ended = await running.ended;
  const now = test.run.reports.find(({ route }) => route.id === routeId) ?? report; // all may have been tested again
  test.update(now, outcomeOf(now.result, ended));
}

async function agrees({ route }: RouteReport, model: Model, size: ImageSize): Promise<boolean> {
  const make = vscode.l10n.t('Make Picture');
  const detail = vscode.l10n.t(
    '{0}, {1}. It is made on this route only, and saved as every picture. It proves what no free check can: credit, quota and capacity.',
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
  if (ended.ok) {
    const { picture, saved } = ended.made;
    const price = picture.costUsd === undefined ? vscode.l10n.t('price unknown') : formatUsd(picture.costUsd);
    const text = vscode.l10n.t('a picture came, {0}: {1}', price, saved.label);
    return { result: { ...before, failure: undefined, modelId: picture.modelId, pictured: true }, picture: { text } };
  }
  const { failure, attempts } = ended.outcome;
  const { sentence, lines } = failureMessage(ended.outcome);
  // what was not even tried, such as where the settings rule relays out, says nothing of the route
  const tried = attempts.length > 0 && failure.kind !== 'cancelled';
  return {
    result: tried ? { ...before, failure: failure.facts } : before,
    picture: { text: [sentence, ...(attempts.length > 0 ? [] : lines)].join(' ') },
  };
}
