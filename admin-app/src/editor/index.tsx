/** Adds the panel to the block editor's sidebar. */
import { registerPlugin } from '@wordpress/plugins';
import { Panel } from './Panel.tsx';
import './style.scss';

registerPlugin('dynamic-cache', { render: Panel });
