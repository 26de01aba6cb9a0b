import type { FailureFacts } from '../../src/core/failures/failure';

/** What a kind of fault is to the service and to its client. */
interface FaultRow {
  /** What a provider makes of it. */
  readonly facts: FailureFacts;
  /** Whether the service takes money for it, whatever its client knows. */
  readonly billed: boolean;
  /** How long the service takes for it unless a scenario says otherwise; infinite: the client has to end it. */
  readonly seconds: number;
}

/** The faults that a simulated service can have. Which charge a client knows and which one it pays are two facts. */
export const faults = {
  overloaded: { facts: { kind: 'overloaded', charge: 'none', status: 503 }, billed: false, seconds: 2 },
  badGateway: { facts: { kind: 'server', charge: 'none', status: 502 }, billed: false, seconds: 2 },
  rateLimit: { facts: { kind: 'rateLimit', charge: 'none', status: 429 }, billed: false, seconds: 1 },
  quotaOfDay: {
    facts: { kind: 'quota', charge: 'none', status: 429, quotaPeriod: 'day' },
    billed: false,
    seconds: 1,
  },
  noCredit: { facts: { kind: 'credit', charge: 'none', status: 402 }, billed: false, seconds: 1 },
  badKey: { facts: { kind: 'auth', charge: 'none', status: 401 }, billed: false, seconds: 1 },
  region: { facts: { kind: 'region', charge: 'none', status: 400 }, billed: false, seconds: 1 },
  unreachable: { facts: { kind: 'network', charge: 'none' }, billed: false, seconds: 3 },
  /** Nothing ever comes, and the picture is charged. */
  noAnswer: { facts: { kind: 'timeout', charge: 'unknown' }, billed: true, seconds: Infinity },
  /** A gateway in front of the service gives up; the service behind it does not. */
  gatewayTimeout: { facts: { kind: 'timeout', charge: 'unknown', status: 524 }, billed: true, seconds: 100 },
  dropped: { facts: { kind: 'interrupted', charge: 'unknown' }, billed: true, seconds: 10 },
  noPicture: { facts: { kind: 'noImage', charge: 'unknown', status: 200 }, billed: true, seconds: 10 },
  refused: {
    facts: { kind: 'refused', charge: 'none', status: 200, blockedBy: 'model' },
    billed: false,
    seconds: 5,
  },
} as const satisfies Readonly<Record<string, FaultRow>>;

export type FaultKind = keyof typeof faults;
export const faultKinds = Object.keys(faults) as FaultKind[];
