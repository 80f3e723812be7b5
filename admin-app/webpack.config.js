/** Two bundles: the screens, and the panel in the block editor. */
const config = require('@wordpress/scripts/config/webpack.config');
const PartsPlugin = require('./parts-plugin.js');

module.exports = {
  ...config,
  entry: { index: './src/index.tsx', editor: './src/editor/index.tsx' },
  plugins: [...config.plugins, new PartsPlugin()],
};
