import { GenerationFailure } from '../../core/failures/failure';
import type { Clock } from '../../core/clock';
import type { Health } from '../../core/run/health';
import type { Credential, Route } from '../../core/services/route';
import type { Asker } from '../asker';
import type { JobHandle } from '../runningJobs';

interface ClickCredentialsParts {
  readonly health: Pick<Health, 'failed'>;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/**
 * What the routes prove themselves with, for the jobs of one click. Who closes the question for a key cancels what they wanted: the next
 * route may cost more than the price that they saw. The route counts as one without a key from then on, so that the next price is
 * that of another route.
 */
export class ClickCredentials {
  readonly #asker: Pick<Asker, 'credential'>;
  readonly #health: Pick<Health, 'failed'>;
  readonly #clock: Pick<Clock, 'elapsed'>;
  /** Pictures that still wait for their turn do not ask again. */
  #declined: GenerationFailure | undefined;

  constructor(asker: Pick<Asker, 'credential'>, { health, clock }: ClickCredentialsParts) {
    this.#asker = asker;
    this.#health = health;
    this.#clock = clock;
  }

  /** Throws as `Asker.credential` does. The job does not count the seconds in which somebody is asked. */
  async of(route: Route, job: Pick<JobHandle, 'signal' | 'progress'>): Promise<Credential> {
    if (this.#declined) throw this.#declined;
    const { signal } = job;
    let goOn = (): void => undefined;
    const onAsk = (): void =>
      job.progress((before) => {
        goOn = () => job.progress(() => ({ ...before, since: this.#clock.elapsed() }));
        return { ...before, since: undefined, step: { type: 'keyWanted', route } };
      });
    try {
      const credential = await this.#asker.credential(route, signal, onAsk);
      goOn();
      return credential;
    } catch (error) {
      if (!signal.aborted && error instanceof GenerationFailure && error.kind === 'cancelled') {
        this.#declined = error;
        this.#health.failed(route.id, { kind: 'auth', charge: 'none', reason: 'keyMissing' });
      }
      throw error;
    }
  }
}
