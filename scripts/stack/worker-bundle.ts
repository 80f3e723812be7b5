import { build } from 'esbuild';
import { UnableToStart } from './failure.ts';

/** Bundles the Worker into one module, as its deployment does. */
export async function bundleWorker(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['module', 'main'],
    external: ['cloudflare:*'],
    sourcemap: 'inline',
    logLevel: 'silent',
  }).catch((thrown: { errors?: { text: string; location?: { file: string; line: number } | null }[] }) => {
    const [first] = thrown.errors ?? [];
    const where = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw new UnableToStart(`The Worker could not be bundled: ${where}${first?.text ?? String(thrown)}`);
  });
  const [module] = result.outputFiles;
  if (module === undefined) {
    throw new UnableToStart(`The Worker could not be bundled: ${entry} gave no module.`);
  }
  return module.text;
}
