import * as vscode from 'vscode';
import type { Remedy } from '../../core/failures/diagnosis';
import { pageFor, pageOf, remedyOf } from '../../core/failures/diagnosis';
import type { FailureFacts } from '../../core/failures/failure';
import type { CheckResult } from '../../core/failures/routeCheck';
import { chainOf } from '../../core/failures/routeCheck';
import type { RouteReport, TestRun } from '../../work/routeReport';
import { linkLine, wrongText } from './linkText';
import { machineLines } from './machineText';
import { plainLine, plainMarkdown } from './plainText';
import type { RemedyFacts } from './remedyText';
import { helpText } from './remedyText';

/** A document, and the line on which each route's part begins. */
interface TestDocument {
  readonly text: string;
  readonly headings: readonly { readonly line: number; readonly report: RouteReport }[];
}

/** The whole test as a document that reads well as it stands, in the editor and aloud. */
export function testDocument(run: TestRun): TestDocument {
  const lines = [...headerLines(run), ''];
  const headings = run.reports.map((report, index) => {
    const line = lines.length;
    lines.push(...sectionLines(report, index, run), '');
    return { line, report };
  });
  return { text: lines.map((line) => plainLine(line)).join('\n'), headings };
}

function headerLines({ startedAt, reports }: TestRun): string[] {
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long', timeStyle: 'medium' });
  return [
    `# ${vscode.l10n.t('Route Test')}`,
    '',
    summary(reports),
    '',
    `${vscode.l10n.t('Tested on {0}.', at.format(startedAt))} ${machineLines()[0]}`,
    ...machineLines().slice(1),
    vscode.l10n.t('The checks cost nothing: no picture is made by them.'),
  ];
}

/** How it stands, in one sentence, also while the checks run. */
export function summary(reports: readonly RouteReport[]): string {
  const checked = reports.filter(({ result }) => result);
  if (checked.length < reports.length) {
    return vscode.l10n.t('Testing: {0} of {1} routes are done.', checked.length, reports.length);
  }
  if (reports.length === 0) return vscode.l10n.t('There is no route to test.');
  const stopped = reports.filter(({ result }) => result?.failure?.kind === 'cancelled').length;
  if (stopped > 0) {
    return vscode.l10n.t('The test was stopped: {0} of {1} routes are done.', reports.length - stopped, reports.length);
  }
  return resultText(reports.filter(({ result }) => result?.failure).length, reports.length);
}

function resultText(problems: number, all: number): string {
  if (problems === 0 && all === 1) return vscode.l10n.t('1 route tested, no problems found.');
  if (problems === 0) return vscode.l10n.t('{0} routes tested, no problems found.', all);
  if (all === 1) return vscode.l10n.t('The route has a problem.');
  return problems === 1
    ? vscode.l10n.t('1 of {0} routes has a problem.', all)
    : vscode.l10n.t('{0} of {1} routes have a problem.', problems, all);
}

function sectionLines(report: RouteReport, index: number, run: TestRun): string[] {
  const { route, result, picture } = report;
  const heading = `## ${index + 1}. ${route.name}: ${verdict(report)}`;
  if (!result) return [heading];
  const chain = chainOf(route, result).filter(({ link, state }) => state !== 'notNeeded' || isWorthSaying(link));
  return [
    heading,
    '',
    ...chain.map((link) => `- ${linkLine(link, report, result)}`),
    ...failureLines(report, result, run),
    ...(picture && !result.pictured ? ['', vscode.l10n.t('Test picture: {0}', picture.text)] : []),
  ];
}

/** Of what a route does not need, these say something all the same. */
function isWorthSaying(link: string): boolean {
  return link === 'proxy' || link === 'tls' || link === 'credential';
}

function verdict({ result }: RouteReport): string {
  if (!result) return vscode.l10n.t('being tested…');
  if (result.failure?.kind === 'cancelled') return vscode.l10n.t('the test was stopped');
  if (result.failure) return vscode.l10n.t('failed, {0}', wrongText(result.failure));
  return result.pictured ? vscode.l10n.t('OK (it made a picture)') : vscode.l10n.t('OK (free checks only)');
}

function failureLines(report: RouteReport, { failure }: CheckResult, run: TestRun): string[] {
  if (!failure || failure.kind === 'cancelled') return [];
  const { providerMessage, localMessage, status, requestId } = failure;
  const said = providerMessage ?? localMessage;
  const told = [status && vscode.l10n.t('status {0}', status), requestId && vscode.l10n.t('request {0}', requestId)];
  const about = told.filter(Boolean).join(', ');
  const { remedy, facts } = helpFor(report, failure, run);
  const helps = helpText(failure, remedy, facts);
  return [
    ...(said ? ['', saidText(status !== undefined, about), `> ${plainMarkdown(said)}`] : []),
    ...(!said && about ? ['', vscode.l10n.t('It answered with {0}.', about)] : []),
    ...(helps ? ['', `${vscode.l10n.t('What helps:')} ${helps}`] : []),
  ];
}

/** Before what a service answered, or what this machine says where there is no answer. */
function saidText(answered: boolean, about: string): string {
  if (!answered) return vscode.l10n.t('The error:');
  return vscode.l10n.t('The service’s own words ({0}):', about);
}

/** What helps with a route's failure, and what is needed to say and to do it. */
export function helpFor({ route }: RouteReport, failure: FailureFacts, { reports }: TestRun): Help {
  const remedy = remedyOf(failure, route);
  const page = remedy === 'setKey' ? pageOf(route, 'key') : remedy && pageFor(remedy, route, failure);
  const other = reports.find(({ result }) => result && !result.failure)?.route;
  return { remedy, facts: { route, page, other } };
}

export interface Help {
  readonly remedy: Remedy | undefined;
  readonly facts: RemedyFacts;
}
