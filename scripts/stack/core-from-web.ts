import type { CoreSource } from './core-source.ts';
import { unzipWithoutTopFolder } from './zip.ts';

// Named and not "latest", so that everybody develops against the version that was tested.
const ARCHIVE = 'https://wordpress.org/wordpress-7.1.4.zip';

// Long enough for a slow connection to say something, short enough to wait for on a machine without one.
const PATIENCE_FOR_ANSWER = 5000;
const PATIENCE_FOR_ARCHIVE = 180_000;

/** WordPress' own site. */
export const coreFromWeb: CoreSource = {
  name: 'wordpress.org',
  async unpackTo(folder, signal) {
    const patience = new AbortController();
    let timer = setTimeout(() => patience.abort(), PATIENCE_FOR_ANSWER);
    try {
      const response = await fetch(ARCHIVE, { signal: AbortSignal.any([signal, patience.signal]) });
      if (!response.ok) {
        throw new Error(`answered ${response.status}`);
      }
      clearTimeout(timer);
      timer = setTimeout(() => patience.abort(), PATIENCE_FOR_ARCHIVE);
      unzipWithoutTopFolder(Buffer.from(await response.arrayBuffer()), folder);
    } catch (thrown) {
      throw patience.signal.aborted ? new Error('no answer in time') : thrown;
    } finally {
      clearTimeout(timer);
    }
  },
};
