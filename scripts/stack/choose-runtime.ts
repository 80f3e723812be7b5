import { UnableToStart } from './failure.ts';
import { findNativePhp, nativePhp } from './php-native.ts';
import { wasmPhp } from './php-wasm.ts';
import type { RuntimeName, SiteRuntime } from './site-runtime.ts';

/** The runtime that was asked for, or the quickest one that this machine has. */
export async function chooseRuntime(wanted: RuntimeName | undefined): Promise<SiteRuntime> {
  if (wanted === 'wasm') {
    return wasmPhp('as asked');
  }
  const php = await findNativePhp();
  if (php.usable) {
    return nativePhp(php.version);
  }
  if (wanted === 'native') {
    throw new UnableToStart(
      `--runtime native needs PHP 8.2 or newer with pdo_sqlite, but ${php.reason}: install it, or leave the option out to use PHP-WASM.`,
    );
  }
  return wasmPhp(php.reason);
}
