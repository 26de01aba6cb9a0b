const doubled: Readonly<Record<string, string>> = {
  ...{ a: 'àâ', e: 'éê', i: 'îï', o: 'öô', u: 'üû' },
  ...{ A: 'ÀÂ', E: 'ÉÊ', I: 'ÎÏ', O: 'ÖÔ', U: 'ÜÛ' },
};

/** An English text as long as German ones are, and with letters that no English text has; what is in braces stays. */
export function lengthened(text: string): string {
  return text
    .split(/(\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[aeiou]/gi, (letter) => doubled[letter] ?? letter)))
    .join('');
}

const characters = '请选择要生成的图片并等待服务回答如果没有费用则可以再试一次保存到项目文件夹中';

/** A text as short as Chinese ones are, without a space to break it at; what is in braces stays. */
export function inChinese(text: string): string {
  let next = 0;
  const word = (latin: string): string =>
    Array.from({ length: Math.ceil(latin.length / 3) }, () => characters[next++ % characters.length]).join('');
  return text
    .split(/(\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-z]+/gi, word).replaceAll(' ', '')))
    .join('');
}
