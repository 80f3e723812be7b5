/**
 * What counting costs a hit: the engine as it is side by side with the same engine without that one call, rounds in
 * turn. `WORDPRESS=folder node bench/origin/counting.ts [rounds] [seconds]`
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { assertHit, compare, ENCODINGS, hit, rounds, seconds } from './compare.ts';
import { ours, type Site } from './site.ts';

const CALL = '$this->counter?->hit($visit, strlen($reply->body));';

function withoutCounting(engine: string): string {
  if (engine.split(CALL).length !== 2) throw new Error('The engine counts hits in another way now.');
  return engine.replace(CALL, '');
}

/** Lines in the count log that tell of hits. */
async function counted({ folder }: Site): Promise<number> {
  const names = await readdir(`${folder}/cache/count`);
  const texts = await Promise.all(names.map((name) => readFile(`${folder}/cache/count/${name}`, 'utf8')));
  return texts.join('').split(' hit fresh ').length - 1;
}

const counting = await ours('counting');
const silent = await ours('not counting', withoutCounting);
try {
  for (const site of [counting, silent]) {
    for (const encoding of ENCODINGS) await hit(site, encoding);
    await writeFile(`${site.folder}/filled`, '');
    assertHit(await hit(site, 'gzip'));
  }
  console.log(`${rounds} rounds of ${seconds} s\n`);
  for (const encoding of ENCODINGS) await compare(counting, silent, encoding);
  console.log(`${await counted(counting)} hits counted, ${await counted(silent)} on the other side`);
} finally {
  for (const site of [counting, silent]) {
    site.stop();
    await rm(site.folder, { recursive: true, force: true });
  }
}
