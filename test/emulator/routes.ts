import type { ServiceKind } from './options';

/** What a request is for. The first three make pictures and cost money. */
export type RouteName = 'generate' | 'chat' | 'images' | 'countTokens' | 'models' | 'picture' | 'unknown';

export const paidRoutes: readonly RouteName[] = ['generate', 'chat', 'images'];

export interface Route {
  readonly name: RouteName;
  /** From the path; undefined where the body names it or a list is asked for. */
  readonly modelId?: string | undefined;
  readonly project?: string | undefined;
  readonly location?: string | undefined;
}

interface Pattern {
  readonly method: string;
  readonly path: RegExp;
  readonly name: RouteName;
}

const studio: readonly Pattern[] = [
  { method: 'POST', path: /^\/v1beta\/models\/(?<modelId>[^/:]+):generateContent$/, name: 'generate' },
  { method: 'POST', path: /^\/v1beta\/models\/(?<modelId>[^/:]+):countTokens$/, name: 'countTokens' },
  { method: 'GET', path: /^\/v1beta\/models(?:\/(?<modelId>[^/:]+))?$/, name: 'models' },
];

const inProject = '^/v1beta1/projects/(?<project>[^/]+)/locations/(?<location>[^/]+)/publishers/google/models/';

const patterns: Readonly<Record<ServiceKind, readonly Pattern[]>> = {
  'ai-studio': studio,
  vertex: [
    { method: 'POST', path: new RegExp(inProject + '(?<modelId>[^/:]+):generateContent$'), name: 'generate' },
    { method: 'POST', path: new RegExp(inProject + '(?<modelId>[^/:]+):countTokens$'), name: 'countTokens' },
    { method: 'GET', path: /^\/v1beta1\/publishers\/google\/models(?:\/(?<modelId>[^/:]+))?$/, name: 'models' },
  ],
  relay: [
    ...studio,
    { method: 'POST', path: /^\/v1\/chat\/completions$/, name: 'chat' },
    { method: 'POST', path: /^\/v1\/images\/generations$/, name: 'images' },
    { method: 'GET', path: /^\/v1\/models(?:\/(?<modelId>[^/:]+))?$/, name: 'models' },
  ],
};

const picture: Pattern = { method: 'GET', path: /^\/pictures\/[^/]+$/, name: 'picture' };

/** Which of a service's routes a request is for. */
export function matchRoute(kind: ServiceKind, method: string, url: string): Route {
  const path = url.split('?')[0] ?? '';
  for (const pattern of [...patterns[kind], picture]) {
    const match = pattern.method === method ? pattern.path.exec(path) : null;
    if (!match) continue;
    const { modelId, project, location } = match.groups ?? {};
    return { name: pattern.name, modelId: modelId && decodeURIComponent(modelId), project, location };
  }
  return { name: 'unknown' };
}
