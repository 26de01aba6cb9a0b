import { Console } from 'node:console';

/** Sends what libraries print to stderr: stdout is for the door's own lines. */
export function keepConsoleOffStdout(): void {
  globalThis.console = new Console(process.stderr, process.stderr);
}
