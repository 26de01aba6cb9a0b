/** Without the thoughts that some relays write between the words, as `<think>…</think>`. */
export function withoutThoughts(text: string): string {
  let words = '';
  let from = 0;
  for (let at = text.indexOf('<think'); at >= 0; at = text.indexOf('<think', from)) {
    const closing = text.indexOf('</think', at);
    const end = closing < 0 ? -1 : text.indexOf('>', closing);
    if (end < 0) break;
    words += text.slice(from, at);
    from = end + 1;
  }
  return from === 0 ? text : words + text.slice(from);
}
