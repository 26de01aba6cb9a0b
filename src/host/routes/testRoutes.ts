import * as vscode from 'vscode';
import { commands } from '../../ids';
import type { TestPictureParts } from './makeTestPicture';
import { makeTestPicture } from './makeTestPicture';
import type { RouteTest } from './routeTest';
import { testableRoutes } from './routeTest';
import type { RouteTestDocument } from './routeTestDocument';
import { testArguments } from './testArguments';
import { signIn } from '../remedies/signIn';
import { say } from '../window/say';

interface TestRoutesDependencies {
  readonly test: RouteTest;
  readonly document: RouteTestDocument;
  readonly make: TestPictureParts;
}

/** Checks all routes for free, or does what its argument says about one: see `TestArguments`. Throws `SettingsError`. */
export async function testRoutes({ test, document, make }: TestRoutesDependencies, argument?: unknown): Promise<void> {
  if (testableRoutes().length === 0) return offerConnecting();
  const { route, step } = testArguments(argument) ?? {};
  if (step === 'signIn') return signIn();
  if (route !== undefined && step === 'picture') return makeTestPicture(route, test, make);
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
