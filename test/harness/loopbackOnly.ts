import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/project';

/** Keeps an extension host on this machine: a connection that would leave it is refused, and noted. */
export interface LoopbackOnly {
  /** For `Options.hostScript`. */
  readonly hostScript: string;
  /** The hosts that a connection was wanted to, since the start or `forget`. */
  refused(): string[];
  forget(): void;
}

/** `names` are let through: names that lead to this machine in some other way. */
export function loopbackOnly(names: readonly string[] = []): LoopbackOnly {
  const notes = path.join(temporaryFolder(), 'refused');
  return {
    hostScript: scriptThatNotesIn(notes, names),
    refused: () => (fs.existsSync(notes) ? fs.readFileSync(notes, 'utf8').trim().split('\n') : []),
    forget: () => fs.rmSync(notes, { force: true }),
  };
}

/** Every connection of Node, TLS or not, begins with `Socket.connect`. */
function scriptThatNotesIn(file: string, names: readonly string[]): string {
  return `
{
  const names = ${JSON.stringify(names)};
  const { Socket } = require('node:net');
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (...given) {
    const { host, path } = given.flat().find((part) => typeof part === 'object' && part !== null) ?? {};
    const stays = path || !host || names.includes(host) || /^(localhost|127\\.[\\d.]+|::1|::ffff:127\\.[\\d.]+)$/.test(host);
    if (stays) return connect.apply(this, given);
    require('node:fs').appendFileSync(${JSON.stringify(file)}, host + '\\n');
    process.nextTick(() => this.destroy(Object.assign(new Error('kept on loopback'), { code: 'ECONNREFUSED' })));
    return this;
  };
}
`;
}
