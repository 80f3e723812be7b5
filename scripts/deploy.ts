/** `npm run deploy`: puts the Worker into a Cloudflare account, with a checklist before and a question after. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { printed } from './deploy/checklist.ts';
import { type Deployed, Deployment } from './deploy/deployment.ts';
import { askHealth } from './deploy/health.ts';
import { nextSteps } from './deploy/next-steps.ts';
import { type DeployOptions, HELP, parseDeployOptions } from './deploy/options.ts';
import { readWorkerConfig } from './deploy/worker-config.ts';
import { Wrangler } from './deploy/wrangler.ts';
import { UnableToStart } from './stack/failure.ts';
import { repository } from './stack/repository.ts';

const parsed = parseDeployOptions(process.argv.slice(2));

if (parsed.kind === 'help') {
  console.log(HELP);
} else if (parsed.kind === 'refused') {
  console.error(parsed.sentence);
  process.exitCode = 1;
} else {
  try {
    process.exitCode = await run(parsed.options);
  } catch (thrown) {
    console.error(thrown instanceof UnableToStart ? thrown.message : thrown);
    process.exitCode = 1;
  }
}

async function run(options: DeployOptions): Promise<number> {
  const config = readWorkerConfig(repository.worker, options);
  const data = resolve(repository.root, '.data', 'deploy');
  const deployment = new Deployment(new Wrangler(), config, data);
  console.log('Looking at the account …\n');
  console.log(printed(await deployment.items()));
  if (options.check) return 0;
  if (!options.yes && !(await agreed())) {
    console.log('Nothing was changed.');
    return 1;
  }
  const deployed = await deployment.carryOut((step) => console.log(`… ${step}`));
  return await tellHowItIs(deployed);
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UnableToStart('Nobody can be asked here: say --yes to go on, or --check to look only.');
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question('\nDo what is marked with →? [y/N] ');
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function tellHowItIs({ urls, secretsFile }: Deployed): Promise<number> {
  console.log(`\nDeployed: ${urls.join(', ')}`);
  const own = urls.find((url) => url.startsWith('https://'));
  const health = own === undefined ? null : await askHealth(own, fetch, { tries: 6, pause: 5000 });
  if (health?.kind === 'unwell') {
    console.error(health.sentence);
    return 1;
  }
  if (health !== null) console.log('It is healthy: it answers and reads both databases.');
  for (const line of nextSteps(secretsFile)) console.log(line);
  return 0;
}
