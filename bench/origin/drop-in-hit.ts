/**
 * A hit of the drop-in side by side with a drop-in that only sends the same bytes: same PHP, same entry, same run,
 * rounds in turn, gzip and identity. `WORDPRESS=folder node bench/origin/drop-in-hit.ts [rounds] [seconds]`
 *
 * With the folder of a WordPress, both pay for the files that it loads before any drop-in; without, nothing is loaded
 * before, and the ratio is lower than on a real site. CPU time is the steadier figure on a shared machine.
 */
import { rm, writeFile } from 'node:fs/promises';
import { assertHit, compare, ENCODINGS, hit, rounds, seconds } from './compare.ts';
import { floor, ours } from './site.ts';

const product = await ours();
const hits = { gzip: await hit(product, 'gzip'), identity: await hit(product, 'identity') };
await writeFile(`${product.folder}/filled`, '');
const bare = await floor(hits);
try {
  for (const one of [hits.gzip, hits.identity, await hit(product, 'gzip')]) assertHit(one);
  console.log(
    `entry: ${process.env.WORDPRESS === undefined ? 'nothing but the drop-in' : 'wp-settings.php'}`,
  );
  const { gzip, identity } = hits;
  console.log(
    `page ${identity.body.length} bytes, gzip ${gzip.body.length}; ${rounds} rounds of ${seconds} s\n`,
  );
  for (const encoding of ENCODINGS) await compare(product, bare, encoding);
} finally {
  for (const site of [product, bare]) {
    site.stop();
    await rm(site.folder, { recursive: true, force: true });
  }
}
