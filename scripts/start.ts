/** `npm start`: everything that has to run for a site with its edge on this machine, until Ctrl-C. */
import { dataPaths } from './stack/data-folder.ts';
import { UnableToStart } from './stack/failure.ts';
import { Lifetime } from './stack/lifetime.ts';
import { showProgress } from './stack/progress.ts';
import { readyBlock } from './stack/ready-block.ts';
import { startStack } from './stack/stack.ts';
import { HELP, parseStartOptions, type StartOptions } from './stack/start-options.ts';
import { UnableToUseSite } from './stack/wordpress-session.ts';

// npm moves into the repository; a relative --data is meant from where the command was typed.
const parsed = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());

if (parsed.kind === 'help') {
  console.log(HELP);
} else if (parsed.kind === 'refused') {
  console.error(parsed.sentence);
  process.exitCode = 1;
} else {
  process.exit(await start(parsed.options));
}

async function start(options: StartOptions): Promise<number> {
  const lifetime = new Lifetime();
  const asked = endOnSignal();
  const began = startStack({ ...options, progress: showProgress(), lifetime });
  try {
    const stack = await Promise.race([began, asked]);
    if (stack === 'asked') {
      return 0;
    }
    console.log(readyBlock(stack));
    const why = await Promise.race([stack.died, asked]);
    if (why === 'asked') {
      return 0;
    }
    console.error(`\n${why}`);
    return 1;
  } catch (thrown) {
    console.error(explain(thrown, options));
    return 1;
  } finally {
    // Whatever a step in the middle still says about having been ended is no news.
    began.catch(() => {});
    await lifetime.end();
  }
}

function explain(thrown: unknown, options: StartOptions): unknown {
  if (thrown instanceof UnableToUseSite) {
    return `\n${thrown.message}\nThe site’s own words are in ${dataPaths(options.data).phpLog}.`;
  }
  return thrown instanceof UnableToStart ? `\n${thrown.message}` : thrown;
}

function endOnSignal(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        console.log('\nStopping …');
        resolve('asked');
      });
    }
  });
}
