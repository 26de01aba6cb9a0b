import * as vscode from 'vscode';
import type { Remedy } from '../../core/diagnosis';
import { pageFor, pageOf, remedyOf } from '../../core/diagnosis';
import type { FailureFacts } from '../../core/failure';
import type { CheckResult } from '../../core/routeCheck';
import { chainOf } from '../../core/routeCheck';
import type { RouteReport, TestRun } from '../routeTest/report';
import { linkLine, wrongText } from './linkText';
import { machineLines } from './machineText';
import { plainLine, plainMarkdown } from './plainText';
import type { RemedyFacts } from './remedyText';
import { helpText } from './remedyText';

/** A document, and the line on which each route's part begins. */
export interface TestDocument {
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
    `# ${vscode.l10n.t('Test of the Routes')}`,
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
  const well = reports.filter(({ result }) => result && !result.failure).length;
  return well === reports.length
    ? vscode.l10n.t('No route shows a fault. Routes tested: {0}.', reports.length)
    : vscode.l10n.t('{0} of {1} routes show no fault.', well, reports.length);
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
  return result.pictured ? vscode.l10n.t('ok, it made a picture') : vscode.l10n.t('ok, as far as a free check shows');
}

function failureLines(report: RouteReport, { failure }: CheckResult, run: TestRun): string[] {
  if (!failure || failure.kind === 'cancelled') return [];
  const { providerMessage: said, status, requestId } = failure;
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
  return vscode.l10n.t('In its own words ({0}):', about);
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
