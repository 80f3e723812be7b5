/** The frame of all screens: heading, navigation, the screen itself, and what was announced. */
import { Suspense, useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Announcements } from './components/Announcements.tsx';
import { Arriving } from './components/Arriving.tsx';
import { Boundary } from './components/Boundary.tsx';
import { Navigation } from './components/Navigation.tsx';
import { useScreen } from './navigation.ts';
import { SCREENS } from './routes.ts';
import { SCREEN_OF } from './screens.ts';

export function App() {
  const current = useScreen();
  const found = SCREENS.find(({ name }) => name === current) ?? SCREENS[0];
  const Screen = SCREEN_OF[found.name];
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    /* translators: %s: name of a screen */
    document.title = sprintf(__('%s ‹ Dynamic Cache', 'ai-wp-dynamic-cache'), found.title());
    // A screen reader has to hear that another screen is there; at the first one the page itself is read.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [found]);
  // No landmarks of our own: the page around is already `main`, and there may be one only.
  return (
    <>
      <div className="dynamic-cache-header">
        <h1 ref={heading} tabIndex={-1}>
          {__('Dynamic Cache', 'ai-wp-dynamic-cache')}
          <span className="screen-reader-text">: {found.title()}</span>
        </h1>
        <Navigation current={found.name} />
      </div>
      <Boundary key={found.name}>
        <Suspense fallback={<Arriving />}>
          <Screen />
        </Suspense>
      </Boundary>
      <Announcements />
    </>
  );
}
