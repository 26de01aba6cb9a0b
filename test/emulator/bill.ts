import type { ImageSize } from '../../src/core/pictures/image';
import type { ServiceKind } from './options';

/** Who pays for what goes wrong. Statuses, redirects and web pages are free but for `gatewayTimeouts`. */
export interface BillingRules {
  /** What a picture is charged by: its tokens, or the call. */
  readonly per: 'token' | 'call';
  /**
   * A picture whose answer never arrives: hang, cut, drop, or a client that hung up. Closing does not cancel, and Google's
   * SDK warns of the same.
   */
  readonly abandoned: boolean;
  /** 408, 499, 504 and 524: the gateway gave up, what is behind it did not. */
  readonly gatewayTimeouts: boolean;
  /** An answer without a picture: free, its tokens, or the price of a picture. */
  readonly pictureless: 'none' | 'tokens' | 'picture';
}

export const billingRules: Readonly<Record<ServiceKind, BillingRules>> = {
  'ai-studio': { per: 'token', abandoned: true, gatewayTimeouts: true, pictureless: 'tokens' },
  vertex: { per: 'token', abandoned: true, gatewayTimeouts: true, pictureless: 'tokens' },
  relay: { per: 'call', abandoned: true, gatewayTimeouts: true, pictureless: 'picture' }, // its own pages contradict each other: the worse one
};

export const gatewayTimeouts: readonly number[] = [408, 499, 504, 524];

/** One thing that the user's account was charged for. */
export interface BillEntry {
  /** The number of the request in `emulator.requests`, from 1. */
  readonly request: number;
  readonly what: 'picture' | 'tokens';
  readonly modelId: string;
  readonly size: ImageSize;
  readonly usd: number;
  readonly at: number;
  /** Whether the whole answer was handed over; false when it was paid for nothing. */
  delivered: boolean;
}

/** What one service has charged. */
export class Bill {
  readonly entries: BillEntry[] = [];

  add(entry: Omit<BillEntry, 'at' | 'delivered'>): BillEntry {
    const kept = { ...entry, at: Date.now(), delivered: false };
    this.entries.push(kept);
    return kept;
  }

  remove(entry: BillEntry): void {
    this.entries.splice(this.entries.indexOf(entry), 1);
  }

  get usd(): number {
    return this.entries.reduce((sum, entry) => sum + entry.usd, 0);
  }

  /** Pictures paid for, delivered or not. */
  get pictures(): number {
    return this.entries.filter((entry) => entry.what === 'picture').length;
  }
}
