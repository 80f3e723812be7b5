type Stop = () => Promise<void>;

/**
 * Everything that must end when the stack ends. It exists before the first step runs, so that Ctrl-C in the
 * middle of a first start leaves nothing behind: what is handed over after the end is stopped at once.
 */
export class Lifetime {
  readonly #stops: Stop[] = [];
  readonly #abort = new AbortController();
  readonly #death = Promise.withResolvers<string>();
  #ending: Promise<void> | undefined;

  /** Ends short-lived commands that are still running at the end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Resolves with a sentence when a part ends that nobody asked to end. */
  get died(): Promise<string> {
    return this.#death.promise;
  }

  /** Hands over something that runs; the last one handed over is stopped first. */
  async hold(stop: Stop): Promise<void> {
    if (this.signal.aborted) {
      await stop();
      return;
    }
    this.#stops.push(stop);
  }

  /** Says that a part is gone; nothing happens when the end has begun already. */
  reportDeath(sentence: string): void {
    if (!this.signal.aborted) {
      this.#death.resolve(sentence);
    }
  }

  /** Stops everything, in reverse order; a part that fails to stop does not keep the others alive. */
  end(): Promise<void> {
    this.#ending ??= this.#stopAll();
    return this.#ending;
  }

  async #stopAll(): Promise<void> {
    this.#abort.abort();
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
      await stop().catch((thrown: unknown) => console.error(thrown));
    }
  }
}
