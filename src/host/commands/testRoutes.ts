import * as vscode from 'vscode';
import { commands } from '../../ids';
import type { Jobs } from '../jobs';
import { makeTestPicture } from '../routeTest/makeTestPicture';
import type { RouteTest } from '../routeTest/routeTest';
import { testableRoutes } from '../routeTest/routeTest';
import type { RouteTestDocument } from '../routeTest/routeTestDocument';
import { testArguments } from '../routeTest/testArguments';
import { signIn } from '../signIn';
import { say } from '../window/say';

export interface TestRoutesDependencies {
  readonly test: RouteTest;
  readonly document: RouteTestDocument;
  readonly jobs: Jobs;
}

/** Checks all routes for free, or does what its argument says about one: see `TestArguments`. Throws `SettingsError`. */
export async function testRoutes({ test, document, jobs }: TestRoutesDependencies, argument?: unknown): Promise<void> {
  if (testableRoutes().length === 0) return offerConnecting();
  const { route, step } = testArguments(argument) ?? {};
  if (step === 'signIn') return signIn();
  if (route !== undefined && step === 'picture') return makeTestPicture(route, test, jobs);
  const checked = test.check(route);
  await document.show();
  await checked;
  void document.tellIfHidden(); // the message waits for the user, the command does not wait for the message
}

async function offerConnecting(): Promise<void> {
  const connect = vscode.l10n.t('Connect a Route');
  const text = vscode.l10n.t('No route is connected yet, so there is nothing to test.');
  if ((await say.info(text, connect)) === connect) {
    await vscode.commands.executeCommand(commands.connectRoute);
  }
}
