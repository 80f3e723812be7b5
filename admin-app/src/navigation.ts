/** Where the person is: the `screen` of the address, so that links, reload and the browser's back button work. */
import { useSyncExternalStore } from '@wordpress/element';
import { addressOf, type ScreenName, screenOf } from './routes.ts';

/** Says whether the person may leave what is on the screen: false keeps him there. */
export type Guard = () => boolean;

const guards = new Set<Guard>();
const MOVED = 'dynamic-cache:moved';
/** The address that is shown; a `popstate` that a guard refuses is put back to it. */
let shown = window.location.href;

function subscribe(listener: () => void): () => void {
  const onPop = () => {
    if (mayLeave()) {
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

function mayLeave(): boolean {
  return [...guards].every((guard) => guard());
}

/** The screen that is shown, and again whenever it changes. */
export function useScreen(): ScreenName {
  return useSyncExternalStore(subscribe, () => screenOf(shown));
}

/** Goes to a screen, unless a guard keeps the person where he is. */
export function goTo(screen: ScreenName, parameters: Record<string, string> = {}): void {
  if (!mayLeave()) return;
  window.history.pushState(null, '', addressOf(screen, window.location.href, parameters));
  shown = window.location.href;
  window.dispatchEvent(new Event(MOVED));
}

/** Asks `guard` before another screen is shown. Returns what takes the guard away. */
export function guardLeaving(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}
