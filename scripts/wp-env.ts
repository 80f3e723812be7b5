/**
 * `npm run wp-env -- start`: the WordPress of .wp-env.json in Docker, for who has Docker and the internet; `npm start`
 * needs neither. The admin app is built first: the plugin folder is mounted as it is.
 */
import { spawnSync } from 'node:child_process';
import { buildAdminApp } from './stack/admin-app.ts';
import { showProgress } from './stack/progress.ts';
import { repository } from './stack/repository.ts';

const args = process.argv.slice(2);
if (args[0] === 'start') await buildAdminApp(showProgress(), new AbortController().signal);
const { status } = spawnSync(`${repository.root}/node_modules/.bin/wp-env`, args, {
  cwd: repository.root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
