import type * as vscode from 'vscode';
import type { Job } from '../core/generate';
import type { PictureOptions } from '../shared/protocol';
import { readAfterUncertainCharge, readFirstPartyOnly, readServices, readTimeBudgetMs } from './configuration';

/** A job from what the user chose and what the settings allow. Throws `SettingsError`. */
export function newJob(prompt: string, options: PictureOptions, resource: vscode.Uri | undefined): Job {
  return {
    request: { prompt, ...options, references: [] },
    ...readServices(),
    firstPartyOnly: readFirstPartyOnly(resource),
    afterUncertainCharge: readAfterUncertainCharge(),
    timeBudgetMs: readTimeBudgetMs(),
  };
}
