/** Mounts the app on the plugin's admin page. */
import { createRoot } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Dashboard } from './screens/dashboard/Dashboard.tsx';

const mount = document.getElementById('dynamic-cache-app');
if (mount !== null) {
  createRoot(mount).render(
    <>
      <h1>{__('Dynamic Cache', 'ai-wp-dynamic-cache')}</h1>
      <Dashboard />
    </>,
  );
}
