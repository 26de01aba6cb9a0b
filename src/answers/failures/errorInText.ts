import type { Fields } from '../json/json';
import { byPlainName, isFields, isList } from '../json/json';
import { jsonInText } from '../json/jsonInText';
import { isErrorDocument, saysSomething } from '../reading/errorDocument';
import { anyOf } from '../words/patterns';

const longestText = 65_536;
/** Prose around an error, in whatever language. More of it is an answer that speaks of errors. */
const mostWords = 400;
/** Words behind an error, in its line. A sentence that goes on speaks of the JSON in it. */
const mostWordsBehind = 40;

/** How an error is announced: nothing before it, or what ends with a colon, a line, a bracket or a status. */
const announced = /^$|[:：=>|)\]】\d\n-]$/;
/** Words that announce one without a colon. */
const failed = anyOf([
  /error/, // a relay's 200
  /fail/, // a relay's 404
  /exception/, // LiteLLM 400
  /denied/, // Google 403
  /reject/, // OpenAI 400
  /错误/, // made up, in Chinese
  /錯誤/, // made up, in Chinese
  /失败/, // a relay's 403
  /失敗/, // made up, in Chinese
  /异常/, // made up, in Chinese
  /異常/, // made up, in Chinese
  /エラー/, // made up, in Japanese
  /失敗/, // made up, in Chinese
  /오류/, // made up, in Korean
  /실패/, // made up, in Korean
  /ошибк/, // made up, in Russian
  /сбой/, // made up, in Russian
  /помилк/, // made up, in Ukrainian
  /fehler/, // made up, in German
  /gescheitert/, // made up, in German
  /erreur/, // made up, in French
  /échou/, // made up, in French
  /échec/, // made up, in French
  /fall[oó]/, // made up, in Spanish
  /falha/, // made up, in Portuguese
  /erro\b/, // made up, in Portuguese
  /errore/, // made up, in Italian
  /fallit/, // made up, in Italian
  /błąd/, // made up
  /hata/, // made up, in Turkish
  /lỗi/, // made up, in Vietnamese
  /gagal/, // made up, in Indonesian
  /kesalahan/, // made up, in Indonesian
  /خطأ/, // made up, in Arabic
  /فشل/, // made up, in Arabic
  /त्रुटि/, // made up, in Hindi
]);
/** What is shown as an example is no error. */
const example = anyOf([
  /\b(?:example|e\.g\.|for instance|such as|looks? like|(?:could|would|might) (?:send|return|look|answer)|sample)\b/, // made up
  /\b(?:template|mock|placeholder|fixture|poster|reads|shows|showing)\b/, // made up
  /例如/, // made up, in Chinese
  /比如/, // made up, in Chinese
  /示例/, // made up, in Chinese
  /例子/, // made up, in Chinese
  /样例/, // made up, in Chinese
  /例えば/, // made up, in Japanese
  /예를 들/, // made up, in Korean
  /예시/, // made up, in Korean
  /например/, // made up, in Russian
  /пример/, // made up, in Russian
  /zum beispiel/, // made up, in German
  /beispiel/, // made up, in German
  /par exemple/, // made up, in French
  /exemple/, // made up, in French
  /por ejemplo/, // made up, in Spanish
  /ejemplo/, // made up, in Spanish
  /por exemplo/, // made up, in Portuguese
  /exemplo/, // made up, in Portuguese
  /esempio/, // made up, in Italian
]);

/**
 * The JSON of a text that a relay has put where a model's words should be: the whole text is that, behind "Error: request
 * failed (429):", in a code fence, or bare. Empty where the text is an answer that has JSON in it.
 */
export function jsonToldAsAnswer(text: string): readonly unknown[] {
  if (text.length > longestText || !text.includes('{')) return [];
  const { values, words } = jsonInText(text);
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
