/** What the check of a signature costs: its arithmetic alone, and the whole of it inside of workerd, by CPU time. */
import {
  bodyDigest,
  canonicalV0,
  canonicalV1,
  keyV0,
  keyV1,
  macMatches,
  type SignedRequest,
  signV0,
  signV1,
} from '@dynamic-cache/contracts/signature';
import { childCpuSeconds } from '../edge/stand/cpu.ts';
import { call } from './client.ts';

const SECRET = 'a-secret-as-long-as-those-that-are-issued-43';
const BODY = JSON.stringify({ agent_id: 'bob', text: 'x'.repeat(1000) });

const requestOf = async (): Promise<SignedRequest> => ({
  pluginId: 'plugin-1',
  timestamp: '1795000000',
  nonce: '3d6f4a52-9a0e-4f3b-8a63-5f0f5b8a2c11',
  method: 'POST',
  authority: 'edge.example',
  target: '/plugin/wp/sandbox/claim',
  contentType: 'application/json',
  bodyDigest: await bodyDigest(BODY),
});

/** Microseconds of CPU for one check of a body of 1 KB, digest included. */
export async function arithmetic(rounds: number): Promise<{ v0: number; v1: number }> {
  const request = await requestOf();
  const mac0 = await signV0(SECRET, request);
  const mac1 = (await signV1(SECRET, 'k-1', 'plugin-to-worker', request)).split(':')[1] ?? '';
  const v0 = await cpuOf(rounds, async () => {
    const signed = { ...request, bodyDigest: await bodyDigest(BODY) };
    return macMatches(await keyV0(SECRET), canonicalV0(signed), mac0);
  });
  const v1 = await cpuOf(rounds, async () => {
    const signed = { ...request, bodyDigest: await bodyDigest(BODY) };
    const key = await keyV1(SECRET, 'plugin-to-worker', signed.authority);
    return macMatches(key, canonicalV1(signed, 'plugin-to-worker', 'k-1'), mac1);
  });
  return { v0, v1 };
}

async function cpuOf(rounds: number, check: () => Promise<boolean>): Promise<number> {
  const began = process.cpuUsage();
  for (let i = 0; i < rounds; i++) if (!(await check())) throw new Error('the signature does not match');
  const { user, system } = process.cpuUsage(began);
  return (user + system) / rounds;
}

/**
 * Microseconds of CPU in workerd: what a request costs that is refused right behind its signature, less what one costs
 * that is refused for the form of its headers. Null where the system does not tell.
 */
export async function inWorkerd(edge: string, rounds: number): Promise<number | null> {
  const behind = await cpuOfCalls(
    edge,
    rounds,
    { 'X-Capability-Token': 'not-the-token-of-this-worker' },
    403,
  );
  const before = await cpuOfCalls(edge, rounds, { 'X-Plugin-Signature': 'none' }, 401);
  return behind === null || before === null ? null : behind - before;
}

async function cpuOfCalls(
  edge: string,
  rounds: number,
  headers: Record<string, string>,
  status: number,
): Promise<number | null> {
  const began = await childCpuSeconds();
  for (let i = 0; i < rounds; i++) {
    const answer = await call(edge, 'sandbox/claim', { agent_id: 'bob' }, headers);
    if (answer.status !== status) throw new Error(answer.text);
  }
  const ended = await childCpuSeconds();
  return began === null || ended === null ? null : ((ended - began) / rounds) * 1_000_000;
}
