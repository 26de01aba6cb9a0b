import type { Entry } from './zip';

/** All that a VSIX of ours may hold. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls(\.[a-z-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w/-]+\.(js|css|ttf|wasm)$/,
  /^extension\/media\/[\w/-]+\.(png|svg|css|md|txt)$/,
  /^extension\/l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
];

const required = [
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/dist/extension.js',
  'extension/dist/log.js',
  'extension/dist/showError.js',
  'extension/dist/background.js',
  'extension/dist/stored.js',
  'extension/dist/app.js',
  'extension/dist/webview/page.js',
  'extension/dist/workers/answers.js',
  'extension/dist/workers/imaging.js',
  'extension/dist/workers/metadata.js',
  'extension/dist/workers/placeholder.js',
  'extension/dist/sdk/google.js',
  'extension/dist/sdk/openai.js',
];

/** What keys look like. A hit is a secret on its way to the public, or something that scanners will take for one. */
const keyShapes: Readonly<Record<string, RegExp>> = {
  'a Google API key': /AIza[0-9A-Za-z_-]{35}/,
  'a Google auth key': /\bAQ\.[0-9A-Za-z_-]{20,}/,
  'a Google access token': /\bya29\.[0-9A-Za-z_-]{20,}/,
  'a Google client secret': /\bGOCSPX-[0-9A-Za-z_-]{20,}/,
  'a key of an OpenAI kind': /\bsk-[0-9A-Za-z_-]{32,}/,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----(\\n|\s)*[0-9A-Za-z+/=]{16,}/,
  'a service account': /"private_key(_id)?"\s*:\s*"[^"]{8,}"/,
};

/** Strings that the vendors' SDKs carry, each in the one file that holds it, which is loaded when a route first needs it. */
const markers: Readonly<Record<string, string>> = {
  'google-genai-sdk': 'extension/dist/sdk/google.js',
  'google-api-nodejs-client': 'extension/dist/sdk/google.js',
  'X-Stainless-': 'extension/dist/sdk/openai.js',
};

/** Everything that is wrong with a VSIX, one sentence each. */
export function problemsOf(entries: readonly Entry[]): string[] {
  const names = entries.map((entry) => entry.name);
  return [
    ...names.filter((name) => !allowed.some((pattern) => pattern.test(name))).map((name) => `${name} does not belong`),
    ...required.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...namedFiles(entries)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is named but missing`),
    ...entries.flatMap(secretsIn),
    ...entries.filter((entry) => /# sourceMappingURL=/.test(textOf(entry))).map((entry) => `${entry.name} has a map`),
    ...Object.entries(markers).flatMap(([marker, home]) => misplaced(entries, marker, home)),
  ];
}

/** The files that the manifest names: a picture of a walkthrough that is not there would only be noticed by users. */
function namedFiles(entries: readonly Entry[]): string[] {
  const manifest = entries.find((entry) => entry.name === 'extension/package.json')?.data.toString('utf8') ?? '';
  const paths = manifest.matchAll(/"(?:\.\/)?((?:dist|media|l10n)\/[^"]+\.\w+)"/g);
  return [...paths].map((match) => `extension/${match[1] ?? ''}`);
}

function secretsIn(entry: Entry): string[] {
  const text = textOf(entry);
  const found = Object.entries(keyShapes).filter(([, shape]) => shape.test(text));
  return found.map(([kind]) => `${entry.name} holds what looks like ${kind}`);
}

/** A marker that is in no file proves nothing any more: that is a problem too. */
function misplaced(entries: readonly Entry[], marker: string, home: string): string[] {
  const holders = entries.filter(({ name }) => name.endsWith('.js')).filter((entry) => textOf(entry).includes(marker));
  const names = holders.map(({ name }) => name);
  return [
    ...(names.includes(home) ? [] : [`${home} has lost the marker "${marker}": choose another one`]),
    ...names.filter((name) => name !== home).map((name) => `${name} contains an SDK ("${marker}")`),
  ];
}

/** One character per byte, so that every file can be searched. */
function textOf(entry: Entry): string {
  return entry.data.toString('latin1');
}
