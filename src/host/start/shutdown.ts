type Step = () => Promise<void> | void;

/** What is still to be done before the extension host goes. VS Code gives `deactivate` nothing: the module has to know of it. */
export class Shutdown {
  #steps: Step[] = [];

  /** To be run at the end, before what was named earlier: what was built last goes first. */
  onEnd(step: Step): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    const steps = this.#steps.reverse();
    this.#steps = [];
    for (const step of steps) await step();
  }
}
