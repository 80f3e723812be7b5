/**
 * Writes `NAME.parts.json` beside each bundle: the files that come later, when a screen is opened. WordPress loads
 * translations of scripts that it prints, and knows nothing of these; plugin/src/Admin/BuiltScript.php reads the list.
 */
const { RawSource } = require('webpack').sources;

module.exports = class PartsPlugin {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('PartsPlugin', (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'PartsPlugin', stage }, () => {
        for (const [name, entry] of compilation.entrypoints) {
          const parts = [...entry.getEntrypointChunk().getAllAsyncChunks()]
            .flatMap(({ files }) => [...files])
            // `103.js?ver=…`, as the browser asks for it.
            .map((file) => file.split('?')[0])
            .filter((file) => file.endsWith('.js'));
          compilation.emitAsset(`${name}.parts.json`, new RawSource(JSON.stringify([...new Set(parts)].sort())));
        }
      });
    });
  }
};
