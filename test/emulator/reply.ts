/** A whole HTTP answer, not yet sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const all = { 'content-type': 'application/json; charset=UTF-8', ...headers };
  return { status, headers: all, body: Buffer.from(JSON.stringify(body)) };
}

/** A web page where JSON was due: a captive portal, a gateway's error page, the console of a relay. */
export function htmlReply(status: number, title: string): Reply {
  const page = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(page) };
}
