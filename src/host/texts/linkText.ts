import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/failures/diagnosis';
import type { FailureFacts } from '../../core/failures/failure';
import type { CheckedLink, CheckResult, LinkState } from '../../core/failures/routeCheck';
import type { Link } from '../../core/failures/links';
import type { RouteReport } from '../../work/routeReport';
import { reasonText } from './diagnosisText';
import { plainMarkdown, plainText } from './plainText';

/** What is wrong, as the end of a sentence. The one place in which a test puts a failure into words. */
export function wrongText(facts: FailureFacts): string {
  return reasonText(diagnosisOf(facts));
}

/** A link of a route's chain on a line of its own: a sign for the eye, the state in words for every reader. */
export function linkLine({ link, state }: CheckedLink, report: RouteReport, result: CheckResult): string {
  const detail = detailOf(link, state, report, result);
  const saysAll = state === 'cannotShow' || (link === 'proxy' && state === 'notNeeded');
  const words = saysAll ? '' : stateText(state);
  return `${signs[state]} ${labels[link]()}: ${[words, detail].filter(Boolean).join(', ')}`;
}

const signs: Readonly<Record<LinkState, string>> = {
  ok: '✓',
  failed: '✗',
  notReached: '○',
  cannotShow: '?',
  notNeeded: '·',
};

function stateText(state: Exclude<LinkState, 'cannotShow'>): string {
  const texts: Record<typeof state, () => string> = {
    ok: () => vscode.l10n.t('ok'),
    failed: () => vscode.l10n.t('failed'),
    notReached: () => vscode.l10n.t('not reached'),
    notNeeded: () => vscode.l10n.t('not needed'),
  };
  return texts[state]();
}

const labels: Readonly<Record<Link, () => string>> = {
  proxy: () => vscode.l10n.t('Proxy'),
  address: () => vscode.l10n.t('Address'),
  tls: () => vscode.l10n.t('Encryption'),
  service: () => vscode.l10n.t('Service'),
  credential: () => vscode.l10n.t('Key'),
  api: () => vscode.l10n.t('API'),
  billing: () => vscode.l10n.t('Billing'),
  permission: () => vscode.l10n.t('Permission'),
  model: () => vscode.l10n.t('Model'),
  credit: () => vscode.l10n.t('Credit'),
};

function detailOf(link: Link, state: LinkState, report: RouteReport, result: CheckResult): string {
  if (state === 'failed') return [whereFailed[link]?.(result), result.failure && wrongText(result.failure)].join('');
  return (details[link][state] ?? (state === 'cannotShow' ? onlyAPicture : nothing))(report, result);
}

/** Of a link that failed: which one, before what is wrong with it. */
const whereFailed: Readonly<Partial<Record<Link, (result: CheckResult) => string>>> = {
  proxy: ({ connection }) => (connection?.proxy ? `${connection.proxy}: ` : ''),
  address: ({ connection }) => (connection ? `${connection.host}: ` : ''),
  tls: ({ connection }) => (connection?.tls?.issuer ? `${byText(connection.tls.issuer)}: ` : ''),
  service: ({ connection }) => (connection ? `${connection.host}: ` : ''),
};

type Detail = (report: RouteReport, result: CheckResult) => string;
const nothing: Detail = () => '';
const onlyAPicture: Detail = () => vscode.l10n.t('only a paid test picture can tell');

/** What is known of each link beside its state. */
const details: Readonly<Record<Link, Partial<Record<LinkState, Detail>>>> = {
  proxy: {
    ok: (_, { connection }) => vscode.l10n.t('through {0}', connection?.proxy || ''),
    notNeeded: () => vscode.l10n.t('none is used'),
  },
  address: { ok: addressText },
  tls: { ok: tlsText, notNeeded: () => vscode.l10n.t('it is on this machine') },
  service: { ok: () => vscode.l10n.t('it answers') },
  credential: {
    ok: ({ route }) =>
      route.credential === 'key' ? vscode.l10n.t('accepted') : vscode.l10n.t('the sign-in was accepted'),
  },
  api: { ok: () => vscode.l10n.t('enabled') },
  billing: { cannotShow: () => vscode.l10n.t('a free check can only tell if it is missing') },
  permission: {
    ok: ({ route }) => (route.project ? vscode.l10n.t('in project {0}', plainText(route.project, 80)) : ''),
  },
  model: { ok: ({ model }, { modelId }) => [model?.name, modelId && `(${modelId})`].filter(Boolean).join(' ') },
  credit: {
    ok: ({ picture }) => picture?.text ?? '',
    cannotShow: () => vscode.l10n.t('only a paid test picture can tell (also for free-tier limits and capacity)'),
  },
};

function addressText(_: RouteReport, { connection, passedOver }: CheckResult): string {
  if (!connection) return '';
  const { host, address, proxy } = connection;
  const where = address ? `${host} (${address})` : proxy ? vscode.l10n.t('{0}, found by the proxy', host) : host;
  const before = passedOver.map((one) => vscode.l10n.t('before it {0}: {1}', one.host, wrongText(one.failure)));
  return [where, ...before].join('; ');
}

function tlsText(_: RouteReport, { connection }: CheckResult): string {
  const { protocol = '', issuer } = connection?.tls ?? {};
  return [protocol.replace(/^TLSv/, 'TLS '), issuer && byText(issuer)].filter(Boolean).join(', ');
}

function byText(issuer: string): string {
  return vscode.l10n.t('certificate by “{0}”', plainMarkdown(issuer, 200));
}
