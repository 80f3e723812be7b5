/** `npm run edge`: the Worker alone, as a shared cache before any HTTP origin, until Ctrl-C. */
import { type EdgeOptions, HELP, parseEdgeOptions } from './edge/options.ts';
import { startEdge } from './edge/runtime.ts';
import { joinRunning, leadTo, shareData } from './edge/shared-data.ts';
import { UnableToStart } from './stack/failure.ts';
import { Lifetime } from './stack/lifetime.ts';
import { assertPortFree } from './stack/ports.ts';

// npm moves into the repository; a relative --data is meant from where the command was typed.
const parsed = parseEdgeOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());

if (parsed.kind === 'help') {
  console.log(HELP);
} else if (parsed.kind === 'refused') {
  console.error(parsed.sentence);
  process.exitCode = 1;
} else {
  process.exit(await run(parsed.options));
}

async function run(options: EdgeOptions): Promise<number> {
  const lifetime = new Lifetime();
  const asked = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(null));
  });
  const began = start(options, lifetime);
  try {
    await Promise.race([began, asked]);
    const why = await Promise.race([lifetime.died, asked]);
    if (why !== null) console.error(why);
    return why === null ? 0 : 1;
  } catch (thrown) {
    console.error(thrown instanceof UnableToStart ? thrown.message : thrown);
    return 1;
  } finally {
    began.catch(() => {});
    await lifetime.end();
  }
}

async function start(options: EdgeOptions, lifetime: Lifetime): Promise<void> {
  const { port, origin, data } = options;
  await assertPortFree(port, '--port');
  const isolate = data === null ? null : joinRunning(data, options);
  if (isolate !== null) await leadTo(port, isolate, lifetime);
  else {
    const spare = await startEdge(options, lifetime);
    if (data !== null) await shareData(data, options, spare, lifetime);
  }
  console.log(`The edge is ready at http://127.0.0.1:${port} before ${origin}; Ctrl-C ends it.`);
}
