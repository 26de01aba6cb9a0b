import type { Fields } from './json';
import { byPlainName, isFields, isList } from './json';

/** Whether a field that is there for errors holds one: services also send empty ones with a success. */
export function saysSomething(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return value !== 0;
  if (value === true) return true;
  if (depth > 8) return false;
  if (isList(value)) return value.slice(0, 16).some((item) => saysSomething(item, depth + 1));
  return (
    isFields(value) &&
    Object.values(value)
      .slice(0, 64)
      .some((item) => saysSomething(item, depth + 1))
  );
}

const goodWords = /^(?:|0|2\d\d|20000|ok|success|succeeded|successful|completed?|true)$/i;

/** Whether a `code` says that all is well; many services send 0 or 200. */
function isGoodCode(code: unknown): boolean {
  if (code === null || code === undefined || typeof code === 'boolean') return true;
  return (typeof code === 'number' || typeof code === 'string') && goodWords.test(String(code));
}

const answerNames = ['candidates', 'choices', 'images', 'output', 'promptfeedback', 'usagemetadata', 'usage'];
const complaintNames = ['message', 'msg', 'errormessage', 'errormsg', 'errmsg', 'statusmsg', 'detail', 'title'];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether a JSON object is an error and nothing else: with an `error`, or flat with a code and a message. */
export function isErrorDocument(document: Fields): boolean {
  const fields = byPlainName(document);
  const has = (name: string): boolean => saysSomething(fields.get(name));
  if (answerNames.some(has)) return has('error') || has('errors');
  if (has('error') || has('errors') || has('errormessage') || has('errmsg') || has('fault')) return true;
  if (fields.get('success') === false || fields.get('ok') === false || fields.get('success') === 'false') return true;
  if (/^(?:error|fail(?:ed|ure)?)$/i.test(textOf(fields.get('status') ?? fields.get('type')))) return true;
  const codes = ['code', 'errorcode', 'errcode', 'statuscode', 'status'].map((name) => fields.get(name));
  const isBad = codes.some((code) => !isGoodCode(code) && !isOtherStatus(code));
  return (isBad && complaintNames.some(has)) || isBareDetail(fields);
}

/** `status: "pending"` and the like are words about progress, not errors. */
function isOtherStatus(code: unknown): boolean {
  return typeof code === 'string' && /^(?:pending|queued|running|processing|in_?progress|submitted)$/i.test(code);
}

/** FastAPI's `{"detail": …}`. */
function isBareDetail(fields: ReadonlyMap<string, unknown>): boolean {
  return fields.size === 1 && saysSomething(fields.get('detail'));
}
