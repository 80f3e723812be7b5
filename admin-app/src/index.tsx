/** Mounts the app on the plugin's admin page. */
import './direction.ts';
import { createRoot } from '@wordpress/element';
import { App } from './App.tsx';
import './style.scss';

const mount = document.getElementById('dynamic-cache-app');
if (mount !== null) createRoot(mount).render(<App />);
