/** The result as Markdown: tables of medians, with how they were made. */
import type { Programs } from './machine/programs.ts';

export interface Table {
  title: string;
  /** What has to be known to read it. */
  note: string;
  head: string[];
  rows: string[][];
}

export function markdown(table: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(table.head.map(() => '---'));
  return [`## ${table.title}`, '', table.note, '', line(table.head), rule, ...table.rows.map(line), ''].join(
    '\n',
  );
}

export interface Circumstances {
  command: string;
  date: string;
  machine: string;
  programs: Programs;
  page: string;
}

export function document(about: Circumstances, tables: readonly Table[]): string {
  return `# Origin benchmark

\`${about.command}\`, ${about.date}. ${about.machine}; ${about.programs.versions.join(', ')}. ${about.page}

Rounds are taken in turns; figures are medians. CPU is that of nginx, PHP-FPM and Redis together, as the scheduler counts it:
on a machine with other work it is the steadier figure. A ratio above 1 means that the first of both is the faster or the cheaper one.

${tables.map(markdown).join('\n')}`;
}

export function ratio(value: number): string {
  return value.toFixed(2);
}

export function whole(value: number): string {
  return value.toFixed(0);
}
