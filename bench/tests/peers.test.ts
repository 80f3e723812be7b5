/** Other plugins beside ours, with tiny ones: one that caches when it is told to, one that never does, one that breaks. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWordPress } from '../../scripts/stack/test-wordpress.ts';
import { findPrograms, type Programs } from '../origin/machine/programs.ts';
import { type Servers, startServers } from '../origin/machine/servers.ts';
import { judge, type Peer, peerSites } from '../origin/sites/peers.ts';
import { installTemplate } from '../origin/sites/sites.ts';

const header = (name: string) => `<?php\n/* Plugin Name: ${name} */\n`;
const DROP_IN = `<?php
if ( is_file( WP_CONTENT_DIR . '/tiny-is-on' ) ) {
	$file = WP_CONTENT_DIR . '/tiny-' . md5( $_SERVER['REQUEST_URI'] );
	if ( is_file( $file ) ) {
		readfile( $file );
		exit;
	}
	ob_start( static function ( $html ) use ( $file ) {
		file_put_contents( $file, $html );
		return $html;
	} );
}
`;

const programs: Programs = await findPrograms();

describe('peers by a path', () => {
  let folder = '';
  let servers: Servers | null = null;
  let peers: Peer[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/bench-peers-`);
    await write('given/tiny/tiny.php', header('Tiny'));
    await write('given/tiny/configure.php', "<?php\ntouch( WP_CONTENT_DIR . '/tiny-is-on' );\n");
    await write('given/tiny/wp-content/advanced-cache.php', DROP_IN);
    await write('given/waiting/waiting.php', header('Waits for its owner'));
    await write('given/waiting/wp-content/advanced-cache.php', DROP_IN);
    await write('given/broken/broken.php', `${header('Broken')}throw new Exception( 'no' );\n`);
    const core = await testWordPress(() => undefined, AbortSignal.timeout(120_000));
    const template = await installTemplate(core, folder, null);
    const given = await peerSites(template, folder, `${folder}/given`);
    servers = await startServers(
      programs,
      folder,
      given.flatMap(({ site }) => (site === null ? [] : [site])),
    );
    peers = await Promise.all(given.map(judge));
  }, 180_000);

  afterAll(async () => {
    await servers?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes part when it answers without WordPress, in the configuration that its folder says', () => {
    expect(find('tiny')?.absence).toBeNull();
  });

  it('is named and left out when WordPress still renders', () => {
    expect(find('waiting')?.absence).toBe('installed, not configured: WordPress still renders every visit');
  });

  it('is named and left out when it cannot be activated', () => {
    expect(find('broken')?.absence).toMatch(/^not activated: /);
    expect(find('broken')?.site).toBeNull();
  });

  function find(name: string): Peer | undefined {
    return peers.find((peer) => peer.name === name);
  }

  async function write(name: string, text: string): Promise<void> {
    await mkdir(`${folder}/${name.slice(0, name.lastIndexOf('/'))}`, { recursive: true });
    await writeFile(`${folder}/${name}`, text);
  }
});
