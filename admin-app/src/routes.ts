/** The screens: which there are, what each is called, and its address. What each shows is in screens.ts. */
import { __ } from '@wordpress/i18n';

/** One screen. `name` is its `screen` in the address; the first screen has none. */
export const SCREENS = [
  {
    name: 'dashboard',
    title: () => __('Dashboard', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'pages',
    title: () => __('Pages', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'benchmark',
    title: () => __('Benchmark', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'proof',
    title: () => __('Checks', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'leaderboard',
    title: () => __('Leaderboard', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'advisor',
    title: () => __('Advisor', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'edge',
    title: () => __('Edge', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'settings',
    title: () => __('Settings', 'ai-wp-dynamic-cache'),
  },
  {
    name: 'first-run',
    title: () => __('First steps', 'ai-wp-dynamic-cache'),
  },
] as const;

export type ScreenName = (typeof SCREENS)[number]['name'];

const FIRST: ScreenName = 'dashboard';

/** The screen that an address names; the first one for an unknown name. */
export function screenOf(address: string): ScreenName {
  const asked = new URL(address).searchParams.get('screen');
  return SCREENS.find(({ name }) => name === asked)?.name ?? FIRST;
}

/** The address of a screen on the page that is open. Other parameters of wp-admin stay; those of another screen go. */
export function addressOf(screen: ScreenName, here: string, parameters: Record<string, string> = {}): string {
  const address = new URL(here);
  const page = address.searchParams.get('page');
  address.search = '';
  address.hash = '';
  if (page !== null) address.searchParams.set('page', page);
  if (screen !== FIRST) address.searchParams.set('screen', screen);
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}
