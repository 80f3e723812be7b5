/** `node scripts/sandbox/share-loadtests.js`: samples of load tests for the leaderboard that all testers of a site share. */
import { SHARE_HELP, share } from './sandbox/share.ts';

if (process.argv.includes('--help')) console.log(SHARE_HELP);
else {
  const { ok, says } = await share(process.env);
  (ok ? console.log : console.error)(says);
  process.exitCode = ok ? 0 : 1;
}
