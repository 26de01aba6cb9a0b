import type { Credential } from '../../core/services/route';

/** Every part of a credential that must not appear in a text. */
export function secretsOf(credential: Credential): string[] {
  switch (credential.kind) {
    case 'key':
      return [credential.key];
    case 'accessToken':
      return [credential.token];
    case 'google':
      return ['private_key', 'client_secret', 'refresh_token'].flatMap((name) => {
        const value = credential.json[name];
        return typeof value === 'string' ? [value] : [];
      });
    case 'none':
      return [];
  }
}

/** The keys and tokens among headers, without the name of their scheme. */
export function secretValues(headers: Readonly<Record<string, string>>): string[] {
  return ['authorization', 'x-goog-api-key'].flatMap((name) => {
    const value = headers[name]?.replace(/^Bearer /, '');
    return value ? [value] : [];
  });
}
