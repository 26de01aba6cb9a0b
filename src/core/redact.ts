/** Shapes of keys: Google standard and auth keys, OpenAI-style keys, bearer and Google access tokens, private keys. */
const shapes = [
  /AIza[0-9A-Za-z_-]{4,}/g,
  /\bAQ\.[0-9A-Za-z_-]{4,}/g,
  /\bsk-[0-9A-Za-z_-]{4,}/g,
  /\bya29\.[0-9A-Za-z_.-]{4,}/g,
  /\bBearer\s+[^\s"',]{4,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
];

/**
 * Takes every key out of a text: the given ones in any encoding that a server may echo, and whatever looks like one.
 * Every text that leaves the transport or reaches a log, a message or the page goes through here.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])) {
      clean = clean.replaceAll(form, '[key]');
    }
  }
  for (const shape of shapes) clean = clean.replace(shape, '[key]');
  return clean;
}
