import { shown } from '../failures/message';
import type { Evidence } from './evidence';
import type { Fields } from './json';

const idHeaders = ['x-request-id', 'request-id', 'x-oneapi-request-id'];
const longestId = 200;

/** The id of the request that the service's support asks for. */
export function requestIdOf(
  evidence: Pick<Evidence, 'requestIds' | 'ids'>,
  headers: Headers,
  secrets: readonly string[],
): string | undefined {
  const fromHeaders = idHeaders.map((name) => headers.get(name));
  const id = [...evidence.requestIds, ...fromHeaders, ...evidence.ids].find((value) => value);
  return id ? shown(id, secrets, longestId) : undefined;
}

function textField(status: Fields, name: string): string {
  const value = status[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** What Google's modelStatus says of a model that is on its way out, in its own words where it has some. */
function warningOf(status: Fields): string {
  const stage = textField(status, 'modelStage').replace(/^MODEL_STAGE_/, '');
  const message = textField(status, 'message');
  const until = textField(status, 'retirementTime').slice(0, 10);
  if (!['LEGACY', 'DEPRECATED', 'RETIRED'].includes(stage) && !message && !until) return '';
  const date = until && !message.includes(until) ? `Retirement: ${until}.` : '';
  const words = message || (stage ? `The service calls this model ${stage.toLowerCase()}.` : '');
  return [words, date].filter((part) => part !== '').join(' ');
}

/** Things that the answer says and the user should know, each once. */
export function warningsOf(evidence: Pick<Evidence, 'modelStatus'>, secrets: readonly string[]): string[] {
  const warnings = evidence.modelStatus.map((status) => shown(warningOf(status), secrets));
  return [...new Set(warnings.filter((warning) => warning !== undefined))];
}
