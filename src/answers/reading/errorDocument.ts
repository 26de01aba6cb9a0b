import type { Fields } from '../json/json';
import { byPlainName, isFields, isList } from '../json/json';

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

/** Whether a `code` or message says that all is well; many services send 0 or 200. */
function isGoodCode(code: unknown): boolean {
  if (code === null || code === undefined || typeof code === 'boolean') return true;
  return (typeof code === 'number' || typeof code === 'string') && goodWords.test(String(code).trim());
}

const answerNames = ['candidates', 'choices', 'images', 'output', 'promptfeedback'];
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
  const isBad = ['code', 'errorcode', 'errcode', 'statuscode'].some((name) => !isGoodCode(fields.get(name)));
  const complaints = complaintNames.map((name) => fields.get(name)).filter((text) => saysSomething(text));
  const isComplaint = complaints.some((text) => !isGoodCode(text));
  return (isComplaint && (isBad || isErrorStatus(fields.get('status')))) || isBareDetail(fields);
}

/** `status` is also a word about progress; only a number says that something went wrong. */
function isErrorStatus(status: unknown): boolean {
  return (typeof status === 'number' || typeof status === 'string') && /^[45]\d\d$/.test(String(status));
}

/** FastAPI's `{"detail": …}`. */
function isBareDetail(fields: ReadonlyMap<string, unknown>): boolean {
  return fields.size === 1 && saysSomething(fields.get('detail'));
}
