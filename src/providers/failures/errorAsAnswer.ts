import { isErrorDocument, saysSomething } from '../answer/errorSigns';
import type { Fields } from '../answer/json';
import { byPlainName, isFields, isList } from '../answer/json';
import { jsonIn } from '../answer/jsonIn';

const longestText = 65_536;
/** Prose around an error, in whatever language. More of it is an answer that speaks of errors. */
const mostWords = 400;
/** Words behind an error, in its line. A sentence that goes on speaks of the JSON in it. */
const mostWordsBehind = 40;

/** How an error is announced: nothing before it, or what ends with a colon, a line, a bracket or a status. */
const announced = /^$|[:：=>|)\]】\d\n-]$/;
/** Words that announce one without a colon. */
const failed =
  /error|fail|exception|denied|reject|错误|錯誤|失败|失敗|异常|異常|エラー|失敗|오류|실패|ошибк|сбой|помилк|fehler|gescheitert|erreur|échou|échec|fall[oó]|falha|erro\b|errore|fallit|błąd|hata|lỗi|gagal|kesalahan|خطأ|فشل|त्रुटि/i;
/** What is shown as an example is no error. */
const example =
  /\b(?:example|e\.g\.|for instance|such as|looks? like|(?:could|would|might) (?:send|return|look|answer)|sample|template|mock|placeholder|fixture|poster|reads|shows|showing)\b|例如|比如|示例|例子|样例|例えば|예를 들|예시|например|пример|zum beispiel|beispiel|par exemple|exemple|por ejemplo|ejemplo|por exemplo|exemplo|esempio/i;

/**
 * The JSON of a text that a relay has put where a model's words should be: the whole text is that, behind "Error: request
 * failed (429):", in a code fence, or bare. Empty where the text is an answer that has JSON in it.
 */
export function jsonToldAsAnswer(text: string): readonly unknown[] {
  if (text.length > longestText || !text.includes('{')) return [];
  const { values, words } = jsonIn(text);
  return words.length <= mostWords && isAnnounced(text, words) ? values : [];
}

/** Errors that a relay has put where the model's words should be. Empty where the text only speaks of errors. */
export function errorsToldAsAnswer(text: string): Fields[] {
  const values = jsonToldAsAnswer(text);
  const documents = values.flatMap((value) => (isList(value) ? value : [value])).filter(isFields);
  return documents.every(isErrorDocument) && documents.some(hasWords) ? documents : [];
}

/** Whether an error says something in words: without any it is no more than an example of one. */
export function hasWords(document: Fields): boolean {
  return Object.values(document).some((value) => {
    if (typeof value === 'string') return value.trim() !== '' && !/^\d+$/.test(value);
    return (
      isFields(value) &&
      [...byPlainName(value).values()].some((inner) => typeof inner === 'string' && saysSomething(inner))
    );
  });
}

function isAnnounced(text: string, words: string): boolean {
  const start = text.trimStart();
  const before = start.slice(0, start.search(/[{[]/)).replace(/[ \t`"'\\]+$/, '');
  const [behind = ''] = text.slice(text.lastIndexOf('}') + 1).split('\n', 1);
  const isWhole = behind.replace(/[\s`"'\]).,;。，；]+/g, ' ').trim().length <= mostWordsBehind;
  return isWhole && !example.test(words) && (announced.test(before) || failed.test(before));
}
