import * as vscode from 'vscode';
import { GenerationFailure } from '../../core/failures/failure';
import { orAborted } from '../../core/orAborted';
import type { Credential, Route } from '../../core/services/route';
import { needsSecret } from '../../core/services/route';
import { packSecret, unpackSecret } from '../../core/keys/secret';
import { parseServiceAccount } from '../../core/keys/serviceAccount';
import { routeIdOfSecret, secretId } from '../../ids';
import { applicationDefault } from '../../providers/credentials/applicationDefault';
import type { PickedAccount } from './keyFileInput';
import { askKeyFile, offerDeletion } from './keyFileInput';
import { askKey } from './keyInput';
import { storedSecret } from './storedSecret';
import type { KeyMarkers } from './keyMarkers';

/** The routes' keys in SecretStorage: each with the origins it was given for, and sent to those only. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;
  readonly #markers: KeyMarkers;
  readonly #isCurrent: (route: Route) => boolean;
  /** Questions under way, so that jobs at once ask once. */
  readonly #asking = new Map<string, KeyQuestion>();

  /** `isCurrent`: whether the route is still as the user has it; for one of before nobody is asked. */
  constructor(secrets: vscode.SecretStorage, markers: KeyMarkers, isCurrent: (route: Route) => boolean) {
    this.#secrets = secrets;
    this.#isCurrent = isCurrent;
    this.#markers = markers;
  }

  async has(route: Route): Promise<boolean> {
    return (await storedSecret(this.#secrets, route)) !== undefined;
  }

  async set(route: Route, value: string): Promise<void> {
    await this.#secrets.store(secretId(route.id), packSecret(value, route));
    await this.#markers.add(route.id);
  }

  async remove(routeId: string): Promise<void> {
    await this.#markers.remove(routeId);
    await this.#secrets.delete(secretId(routeId));
  }

  /** The ids of all routes that have a key, also of routes that are no longer set up. */
  async routeIds(): Promise<string[]> {
    return (await this.#secrets.keys()).flatMap((id) => routeIdOfSecret(id) ?? []);
  }

  /** What the route proves itself with; asks in place for a missing key. Throws as `Asker.credential` does. */
  credential(route: Route, signal: AbortSignal, onAsk: () => void): Promise<Credential> {
    return this.#credential(route, () => this.#require(route, signal, onAsk));
  }

  /** The same, but nobody is asked for what is missing. */
  storedCredential(route: Route): Promise<Credential> {
    return this.#credential(route, async () => keyOf(route, await storedSecret(this.#secrets, route)));
  }

  async #credential(route: Route, secret: () => Promise<string>): Promise<Credential> {
    switch (route.credential) {
      case 'none':
        return { kind: 'none' };
      case 'adc':
        return applicationDefault();
      case 'serviceAccount':
        return { kind: 'google', json: parseServiceAccount(await secret()) };
      case 'key':
      case 'accessToken':
        return { kind: 'key', key: await secret() };
    }
  }

  /** Asks for a key and stores it; undefined if the user would rather not, or the token ends the question. */
  async ask(route: Route, token?: vscode.CancellationToken): Promise<string | undefined> {
    if (route.credential === 'serviceAccount') {
      const picked = await askKeyFile(route);
      return picked && this.setFile(route, picked);
    }
    const answer = await askKey({ route, token });
    if (typeof answer !== 'object') return undefined;
    await this.set(route, answer.picked);
    return answer.picked;
  }

  /** Stores the content of a key file, and offers to delete the file. Gives what is stored. */
  async setFile(route: Route, { account, keyFile }: PickedAccount): Promise<string> {
    const value = JSON.stringify(account);
    await this.set(route, value);
    void offerDeletion(keyFile);
    return value;
  }

  async #require(route: Route, signal: AbortSignal, onAsk: () => void): Promise<string> {
    const secret = await this.#secrets.get(secretId(route.id));
    if (secret === undefined && this.#isCurrent(route)) this.#markers.tellIfForgotten(route);
    const key = unpackSecret(secret, route) ?? (await this.#askOnce(route, signal, onAsk));
    if (key === undefined) signal.throwIfAborted();
    return keyOf(route, key);
  }

  /** Jobs at once share one question; it is closed when the last of them is cancelled. Undefined: nobody may be asked. */
  async #askOnce(route: Route, signal: AbortSignal, onAsk: () => void): Promise<string | undefined> {
    // the answer would take the place of the key for the route as it is now
    if (!needsSecret(route) || !this.#isCurrent(route)) return undefined;
    const question = this.#asking.get(route.id) ?? this.#beginAsking(route);
    question.waiting += 1;
    onAsk();
    try {
      const key = await orAborted(question.key, signal);
      if (key !== undefined) return key;
      throw new GenerationFailure({ kind: 'cancelled', charge: 'none', route: route.id });
    } finally {
      question.waiting -= 1;
      if (question.waiting === 0) question.close();
    }
  }

  #beginAsking(route: Route): KeyQuestion {
    const source = new vscode.CancellationTokenSource();
    const key = this.ask(route, source.token).finally(() => forget());
    const question = {
      key,
      waiting: 0,
      close: () => {
        forget(); // a job that begins now asks anew
        source.cancel();
      },
    };
    const forget = (): void => {
      if (this.#asking.get(route.id) === question) this.#asking.delete(route.id);
    };
    this.#asking.set(route.id, question);
    return question;
  }
}

function keyOf(route: Route, key: string | undefined): string {
  if (key !== undefined) return key;
  throw new GenerationFailure({ kind: 'auth', charge: 'none', route: route.id, reason: 'keyMissing' });
}

interface KeyQuestion {
  readonly key: Promise<string | undefined>;
  /** How many jobs wait for it. */
  waiting: number;
  close(): void;
}
