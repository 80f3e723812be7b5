import type { Stack } from './stack.ts';
import { ADMIN } from './wordpress-session.ts';

/** What the person needs to know once everything runs. */
export function readyBlock(stack: Stack): string {
  const lines: [string, string][] = [
    ['Site', `${stack.siteUrl}/`],
    ['wp-admin', `${stack.siteUrl}/wp-admin/   (${ADMIN.user} / ${ADMIN.password})`],
    ...(stack.edgeUrl === null ? [] : [line('Edge', `${stack.edgeUrl}/edge/cache/`)]),
    ['Secrets', stack.paths.devEnv],
    ['Logs', stack.paths.logs],
    ['Stop', 'Ctrl-C'],
  ];
  return ['', 'Ready', ...lines.map(([name, value]) => `  ${name.padEnd(10)}${value}`), ''].join('\n');
}

function line(name: string, value: string): [string, string] {
  return [name, value];
}
