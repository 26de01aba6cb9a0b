import type * as vscode from 'vscode';
import { unpackSecret } from '../../core/keys/secret';
import type { Route } from '../../core/services/route';
import { secretId } from '../../ids';

/** The route's key; undefined if there is none, or if it was given for other origins than the route has now. */
export async function storedSecret(secrets: vscode.SecretStorage, route: Route): Promise<string | undefined> {
  return unpackSecret(await secrets.get(secretId(route.id)), route);
}
