import type * as vscode from 'vscode';
import { Health } from './core/run/health';
import { LastEditor } from './host/pictures/lastEditor';
import { hasLimit } from './host/settings/configuration';
import { forgetOnChange } from './host/routes/healthEvents';
import { RouteLights } from './host/routes/routeLights';
import { ContextKeys } from './host/start/contextKeys';
import type { Log } from './host/window/createLog';
import { systemClock } from './providers/transport/systemClock';

/** What watches from the start of a window on. */
export interface Background {
  readonly health: Health;
  readonly lights: RouteLights;
  readonly contextKeys: ContextKeys;
  readonly lastEditor: LastEditor;
  /** Whether the status bar has something to say of a limit. */
  readonly hasLimit: () => boolean;
}

/** Builds it: lights, what the walkthrough waits for, what is learned of routes from outside, and where the cursor is. */
export function startBackground(context: vscode.ExtensionContext, log: Log): Background {
  const health = new Health(systemClock);
  const lastEditor = new LastEditor();
  const lights = new RouteLights(health);
  const contextKeys = new ContextKeys({
    secrets: context.secrets,
    memento: context.globalState,
    extensionId: context.extension.id,
    log,
  });
  context.subscriptions.push(
    lights,
    lastEditor,
    forgetOnChange(health, context.secrets, () => lights.update()),
    contextKeys,
  );
  return { health, lights, contextKeys, lastEditor, hasLimit };
}
