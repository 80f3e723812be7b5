import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UnableToStart } from '../stack/failure.ts';
import { listMigrations } from '../stack/migrations.ts';
import { repository } from '../stack/repository.ts';
import { type Account, idsOf, pendingMigrations, readAccount } from './account.ts';
import { checklist, type Item, SECRETS } from './checklist.ts';
import { writeSecrets } from './secrets.ts';
import { namespaceTitle, type WorkerConfig, writeDeployConfig } from './worker-config.ts';
import type { Wrangler } from './wrangler.ts';

/** What a deployment left behind: where the Worker answers, and the file with the secrets that were made. */
export type Deployed = { urls: string[]; secretsFile: string | null };

const OutputLine = z.looseObject({ type: z.string(), targets: z.array(z.string()).nullish() });

/** One deployment: first looks, then does what `items` tells. */
export class Deployment {
  readonly #wrangler: Wrangler;
  readonly #config: WorkerConfig;
  /** The folder of what is kept between deployments. */
  readonly #data: string;

  constructor(wrangler: Wrangler, config: WorkerConfig, data: string) {
    this.#wrangler = wrangler;
    this.#config = config;
    this.#data = data;
  }

  /**
   * The checklist. Changes nothing in the account.
   *
   * @throws UnableToStart when the account cannot be read
   */
  async items(): Promise<Item[]> {
    const account = await readAccount(this.#wrangler, this.#config);
    return checklist(this.#config, account, await this.#pending(account));
  }

  /**
   * Makes what is missing and deploys. Whatever stops it, the next run goes on from there.
   *
   * @param tell hears each step as it begins
   * @throws UnableToStart with the step that failed and what Cloudflare said
   */
  async carryOut(tell: (step: string) => void): Promise<Deployed> {
    await this.#create(await readAccount(this.#wrangler, this.#config), tell);
    const account = await readAccount(this.#wrangler, this.#config);
    // Tables first: a Worker that is older than its tables goes on working, one that is newer does not.
    const pending = await this.#pending(account);
    const path = this.#configFor(account);
    for (const [binding, names] of pending) {
      if (names.length === 0) continue;
      tell(`Applying ${names.length} migrations to ${binding}`);
      await this.#wrangler.run(['d1', 'migrations', 'apply', binding, '--remote', '--config', path]);
    }
    const missing = [...SECRETS.keys()].filter((name) => !account.secrets.has(name));
    const secretsFile = writeSecrets(this.#config.name, missing, this.#data);
    tell('Bundling and deploying the Worker');
    return { urls: await this.#deploy(path, secretsFile), secretsFile };
  }

  async #create(account: Account, tell: (step: string) => void): Promise<void> {
    for (const { binding, database_name } of this.#config.d1_databases) {
      if (account.databases.has(binding)) continue;
      tell(`Creating the D1 database ${database_name}`);
      await this.#wrangler.run(['d1', 'create', database_name]);
    }
    for (const { binding } of this.#config.kv_namespaces) {
      if (account.namespaces.has(binding)) continue;
      tell(`Creating the KV namespace ${namespaceTitle(this.#config, binding)}`);
      await this.#wrangler.run(['kv', 'namespace', 'create', namespaceTitle(this.#config, binding)]);
    }
    for (const { bucket_name } of this.#config.r2_buckets) {
      if (account.buckets === null || account.buckets.has(bucket_name)) continue;
      tell(`Creating the R2 bucket ${bucket_name}`);
      await this.#wrangler.run(['r2', 'bucket', 'create', bucket_name]);
      // R2 deletes nothing by itself; no page lives longer than the 30 days of the settings and a week of grace.
      const rule = ['old', '', '--expire-days', '38', '--force'];
      await this.#wrangler.run(['r2', 'bucket', 'lifecycle', 'add', bucket_name, ...rule]);
    }
  }

  async #pending(account: Account): Promise<Map<string, string[]>> {
    const path = this.#configFor(account);
    const pending = new Map<string, string[]>();
    for (const database of this.#config.d1_databases) {
      const names = account.databases.has(database.binding)
        ? await pendingMigrations(this.#wrangler, database, path)
        : listMigrations(join(repository.worker, database.migrations_dir));
      pending.set(database.binding, names);
    }
    return pending;
  }

  #configFor(account: Account): string {
    return writeDeployConfig(this.#config, idsOf(account), repository.worker, this.#data);
  }

  async #deploy(configPath: string, secretsFile: string | null): Promise<string[]> {
    const report = join(this.#data, `${this.#config.name}.deployed.ndjson`);
    rmSync(report, { force: true });
    const secrets = secretsFile === null ? [] : ['--secrets-file', secretsFile];
    const args = ['deploy', '--config', configPath, ...secrets];
    await this.#wrangler.run(args, { WRANGLER_OUTPUT_FILE_PATH: report });
    const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
    const entries = lines.map((line) => OutputLine.parse(JSON.parse(line)));
    const targets = entries.find(({ type }) => type === 'deploy')?.targets;
    if (targets === undefined || targets === null) {
      throw new UnableToStart(
        'wrangler deployed, but did not say where: look into the Cloudflare dashboard.',
      );
    }
    // Schedules are told in the same list.
    return targets.filter((target) => !target.startsWith('schedule:'));
  }
}
