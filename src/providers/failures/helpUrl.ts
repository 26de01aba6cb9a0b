import { holdsKey } from '../../core/redact';
import type { ErrorLayer } from './errorFacts';

/** The only hosts to which an answer may send people: Google's own. A relay must not be able to name any other. */
const hosts = new Set([
  'console.cloud.google.com',
  'console.developers.google.com',
  'aistudio.google.com',
  'ai.google.dev',
  'cloud.google.com',
  'support.google.com',
]);

const addresses = /https:\/\/[^\s"'<>()[\]]{1,1000}[^\s"'<>()[\].,;:]/g;

/** The page that an answer names as the way out, in its facts before its words; undefined if there is none to be trusted. */
export function helpUrlOf(layers: readonly ErrorLayer[], secrets: readonly string[]): string | undefined {
  const inner = [...layers].reverse();
  const inWords = inner.flatMap(({ message }) => message.slice(0, 4000).match(addresses) ?? []);
  return [...inner.flatMap(({ links }) => links), ...inWords].map(trusted).find((href) => isClean(href, secrets));
}

function trusted(text: string): string {
  if (!URL.canParse(text)) return '';
  const { protocol, host, username, password, href } = new URL(text);
  return protocol === 'https:' && hosts.has(host) && !username && !password ? href : '';
}

function isClean(href: string, secrets: readonly string[]): boolean {
  return href !== '' && !holdsKey(href, secrets);
}
