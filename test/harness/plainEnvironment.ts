/** What a VS Code, or an npm, that this program was started from puts into the environment, and what code-server obeys. */
const inherited = /^(VSCODE_|ELECTRON_|CODE_SERVER_|CS_|npm_|PORT$|PASSWORD$|HASHED_PASSWORD$|INIT_CWD$)/i;

/** The environment for a VS Code of ours: the machine's own, free of what would tie it to another VS Code. */
export function plainEnvironment(additions: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return { ...(Object.fromEntries(own) as Record<string, string>), ...additions };
}
