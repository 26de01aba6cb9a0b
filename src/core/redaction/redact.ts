import { rangesOfSecrets } from './knownSecrets';
import { rangesOfShapes } from './keyShapes';
import { withoutRanges } from './view';

/**
 * Takes every key out of a text: the given ones in any form that a server may echo (encoded, escaped, wrapped, cut), and
 * whatever looks like one. Every text that leaves the transport or reaches a log, a message or the page goes through here. In
 * time linear to the text.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  return withoutRanges(text, [...rangesOfSecrets(text, secrets), ...rangesOfShapes(text)], '[key]');
}

/**
 * Whether an address has one of the given keys in it, in any form, or what looks like a key of a service. What a service
 * signs its own addresses with is none: without it there is no picture.
 */
export function holdsKey(address: string, secrets: readonly string[]): boolean {
  return rangesOfSecrets(address, secrets).length > 0 || rangesOfShapes(address, { ours: true }).length > 0;
}
