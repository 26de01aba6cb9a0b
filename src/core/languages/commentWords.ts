/** What people write before what they want. The picture's own ones come with a colon. */
const label = /^(?:(?:TODO|FIXME|XXX|HACK|NOTE|WIP)\b(?:\([^()\n]{0,60}\))?|(?:todo|fixme)(?=\s?:))\s*[:：-]?\s*/;
const pictureLabel =
  /^(?:@?(?:image|picture|illustration|photo|drawing|img|prompt|alt)|图片|图像|插图|配图|提示词)\s?[:：]\s*/iu;

/** Said to a tool. */
const orders =
  /^(?:eslint|prettier-ignore|biome-ignore|stylelint|tslint|jshint|istanbul|c8 ignore|v8 ignore|webpack\w*:|@ts-|@jsx|@vite|#?\s?(?:end)?region\b|noqa|type: ?ignore|pylint:|pragma|mypy:|ruff:|fmt: ?(?:on|off)|nolint|go:|shellcheck|rubocop:|vim:|-\*-|!\/|sourceMappingURL|SPDX-|@license|swiftlint)/i;

/** A frame, or what begins each line of a longer comment. */
const decoration = /^(?:[*/!#;%~=_+<|:-]+(?=\s|$)\s*)+/;
const decorationAfter = /(?:(?:^|\s)(?:\*+|={2,}|#+|-{2,}|\/+|~+|%+|;+|\*+\/))+$/;

/** The words of one line of a comment, without frame; '' for what is said to a tool. */
export function commentLine(line: string): string {
  const words = trimmed(trimmed(line).replace(decoration, ''));
  if (orders.test(words)) return '';
  // looked at from the end, in a short part: a pattern for the end of a long line takes time by its square
  const cut = Math.max(0, words.length - 80);
  return trimmed(words.slice(0, cut) + words.slice(cut).replace(decorationAfter, ''));
}

/** Whether the line says itself that it is about a picture. */
export function isAboutPicture(line: string): boolean {
  return pictureLabel.test(line.replace(label, ''));
}

/** The line without *TODO:*, *image:* and their like. */
export function withoutLabels(line: string): string {
  return line.replace(label, '').replace(pictureLabel, '').replace(label, '');
}

function trimmed(line: string): string {
  return line.trim();
}
