/** The links between screens: real addresses, so that they open in a new tab as well. */
import { __ } from '@wordpress/i18n';
import type { MouseEvent } from 'react';
import { goTo } from '../navigation.ts';
import { addressOf, SCREENS, type ScreenName } from '../routes.ts';

export function Navigation({ current }: { current: ScreenName }) {
  return (
    <nav
      className="dynamic-cache-navigation"
      aria-label={__('Screens of Dynamic Cache', 'ai-wp-dynamic-cache')}
    >
      <ul>
        {SCREENS.map(({ name, title }) => (
          <li key={name}>
            <a
              href={addressOf(name, window.location.href)}
              aria-current={name === current ? 'page' : undefined}
              onClick={(event) => follow(event, name)}
            >
              {title()}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Goes there without loading the page anew, unless the person asks for another tab. */
export function follow(event: MouseEvent, screen: ScreenName, parameters: Record<string, string> = {}): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  goTo(screen, parameters);
}
