/** Where the person is: the `screen` of the address, so that links, reload and the browser's back button work. */
import { useSyncExternalStore } from '@wordpress/element';
import { addressOf, type ScreenName, screenOf } from './routes.ts';

/** Says whether the person may go to a screen from what is shown: false keeps him there. */
export type Guard = (to: ScreenName) => boolean;

const guards = new Set<Guard>();
const MOVED = 'dynamic-cache:moved';
/** The address that is shown; a `popstate` that a guard refuses is put back to it. */
let shown = window.location.href;

function subscribe(listener: () => void): () => void {
  const onPop = () => {
    if (mayGo(screenOf(window.location.href))) {
      shown = window.location.href;
      listener();
    } else {
      window.history.pushState(null, '', shown);
    }
  };
  window.addEventListener('popstate', onPop);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', onPop);
    window.removeEventListener(MOVED, listener);
  };
}

function mayGo(to: ScreenName): boolean {
  return [...guards].every((guard) => guard(to));
}

/** The screen that is shown, and again whenever it changes. */
export function useScreen(): ScreenName {
  return useSyncExternalStore(subscribe, () => screenOf(shown));
}

/** A parameter of the address that is shown, such as the part of a screen; empty when it is not there. */
export function useParameter(name: string): string {
  return useSyncExternalStore(subscribe, () => new URL(shown).searchParams.get(name) ?? '');
}

/** Goes to a screen, unless a guard keeps the person where he is. */
export function goTo(screen: ScreenName, parameters: Record<string, string> = {}): void {
  if (!mayGo(screen)) return;
  window.history.pushState(null, '', addressOf(screen, window.location.href, parameters));
  shown = window.location.href;
  window.dispatchEvent(new Event(MOVED));
}

/** Asks `guard` before another screen, or another part of this one, is shown. Returns what takes the guard away. */
export function guardLeaving(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}
