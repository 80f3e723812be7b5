/** Time and chance of a simulation: nothing waits really, and the same seed gives the same course of events. */
import type { World } from '../../src/world.ts';
import { BEGIN } from '../support/world.ts';

interface Alarm {
  at: number;
  ring: () => void;
}

export class Clockwork implements World {
  #now = BEGIN * 1000;
  #state: number;
  readonly #alarms: Alarm[] = [];

  constructor(seed: number) {
    this.#state = seed;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    const at = this.#now + milliseconds;
    // Behind those of the same moment.
    const after = this.#alarms.findIndex((alarm) => alarm.at > at);
    return new Promise((ring) => {
      this.#alarms.splice(after < 0 ? this.#alarms.length : after, 0, { at, ring });
    });
  }

  /** Lets time pass; whatever is due meanwhile happens, one thing after the other. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (let next = this.#alarms[0]; next !== undefined && next.at <= until; next = this.#alarms[0]) {
      this.#alarms.shift();
      this.#now = next.at;
      next.ring();
      await settled();
    }
    this.#now = until;
  }

  /** From 0 up to, not including, `below`. */
  chance(below: number): number {
    // mulberry32, in the public domain
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.chance(choices.length)] ?? choices[0];
  }

  random(bytes: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: bytes }, () => this.chance(256));
  }

  fetch(): Promise<Response> {
    throw new Error('no network here');
  }

  cache(): Cache {
    throw new Error('no Cache API here');
  }
}

/** Longest chain of promises between two sleeps, with room to spare. */
const CHAIN = 60;

/** Everything that can go on without time passing has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < CHAIN; turn++) await null;
}
