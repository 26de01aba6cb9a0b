const requestId = / ?\(request id: [^\s()]*\)/gi;

/** A service's words without the id of the request, as one-api and its forks add it: it tells people nothing, and the log has it. */
export function withoutRequestId(words: string): string {
  return words.replace(requestId, '').trim();
}
