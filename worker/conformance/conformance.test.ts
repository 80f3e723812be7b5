/** The rules of HTTP caching, topic by topic, against general mode on real sockets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case, Step } from './case.ts';
import { TOPICS } from './cases/topics.ts';
import { type Received, send } from './client.ts';
import { type RunningEdge, startEdge } from './running-edge.ts';
import { ScriptedOrigin, type Seen } from './scripted-origin.ts';

const origin = new ScriptedOrigin();
let edge: RunningEdge;

beforeAll(async () => {
  edge = await startEdge(await origin.start());
});

afterAll(async () => {
  await edge.stop();
  origin.stop();
  const count = (cases: readonly Case[], kind: Case['kind']) =>
    cases.filter((one) => one.kind === kind).length;
  const rows = TOPICS.map(([topic, cases]) => ({
    topic,
    required: count(cases, 'required'),
    optional: count(cases, 'optional'),
    declined: count(cases, 'declined'),
  }));
  console.table(rows);
  const all = TOPICS.flatMap(([, cases]) => cases);
  console.log(`${all.length} cases: ${count(all, 'required')} required, ${count(all, 'optional')} optional`);
});

function check(step: Step, received: Received | null, seen: readonly Seen[]): void {
  if (step.from === 'failed') expect(received === null || received.status >= 500).toBe(true);
  if (step.from === 'failed') return;
  if (received === null) throw new Error('no whole response came');
  const statuses = seen.map(({ status }) => status);
  if (step.from === 'cache') expect(statuses, 'asked of the origin').toEqual([]);
  if (step.from === 'origin') expect(statuses.filter((status) => status !== 304)).toHaveLength(1);
  if (step.from === 'validated') expect(statuses).toEqual([304]);
  const expected = step.status ?? (step.from === 'validated' ? 200 : (step.answer?.status ?? 200));
  expect(received.status).toBe(expected);
  if (step.text !== undefined) expect(received.text).toBe(step.text);
  for (const [name, value] of Object.entries(step.sees ?? {})) {
    const field = received.fields.get(name.toLowerCase());
    if (typeof value === 'number') expect(Number(field)).toBeGreaterThanOrEqual(value);
    else expect(field, name).toBe(value ?? undefined);
  }
  for (const [name, value] of Object.entries(step.sent ?? {})) {
    expect(seen.at(-1)?.headers[name.toLowerCase()], name).toBe(value ?? undefined);
  }
}

async function run({ steps }: Case, path: string): Promise<void> {
  // What a step does not say anew, the origin says again.
  let answer: Step['answer'] = {};
  for (const step of steps) {
    answer = step.answer ?? answer;
    const seen = origin.play(path, answer);
    const { query = '', method, fields, body } = step;
    const sent = { port: edge.port, path: `${path}${query}`, ...(fields && { fields }) };
    const received = await send({
      ...sent,
      ...(method !== undefined && { method }),
      ...(body !== undefined && { body }),
    });
    check({ ...step, answer }, received, seen);
    await new Promise((done) => setTimeout(done, (step.wait ?? 0.06) * 1000));
  }
}

describe.each(TOPICS)('%s', (topic, cases) => {
  const path = (index: number) => `/${topic.replaceAll(' ', '-')}/${index}`;
  it.concurrent.each(cases.map((one, index): [string, Case, string] => [one.name, one, path(index)]))(
    '%s',
    async (_, one, address) => run(one, address),
  );
});
