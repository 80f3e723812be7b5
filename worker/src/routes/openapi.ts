/** `GET /openapi.json`: the control plane, written from the schemas that parse it. */
import { ApiError } from '@dynamic-cache/contracts/api-error';
import { SIGNATURE_HEADERS } from '@dynamic-cache/contracts/signature';
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../context.ts';
import { MANAGEMENT } from './manage/table.ts';
import { PEOPLE_ROUTES } from './people/table.ts';
import type { ApiRoute } from './route.ts';
import { TESTER_ROUTES } from './testers/table.ts';
import { PLUGIN_ROUTES } from './wp/table.ts';

type Schema = ReturnType<typeof schemaOf>;

export async function openapi(c: Context<App>): Promise<Response> {
  return c.json(document(), 200, { 'Cache-Control': 'public, max-age=300' });
}

/** OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function document() {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const route of [...MANAGEMENT, ...PEOPLE_ROUTES, ...TESTER_ROUTES, ...PLUGIN_ROUTES]) {
    const path = route.path.replace(/:(\w+)(\{.*\})?/, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dynamic Cache, control plane of the Worker', version: '1' },
    paths,
    components: {
      schemas: { ApiError: schemaOf(ApiError, 'output') },
      securitySchemes: SECURITY,
    },
  };
}

const SIGNED_WITH = `with ${SIGNATURE_HEADERS.pluginId}, ${SIGNATURE_HEADERS.timestamp} and ${SIGNATURE_HEADERS.nonce}; see docs/cache-api.md`;
const SIGNATURE = { type: 'apiKey', in: 'header', name: SIGNATURE_HEADERS.signature };

const SECURITY = {
  signature: {
    ...SIGNATURE,
    description: `v1=<kid>:<hex> over the request, by a registered site, ${SIGNED_WITH}.`,
  },
  sharedSignature: {
    ...SIGNATURE,
    description: `v0: <hex> over the request, under the shared secret, ${SIGNED_WITH}.`,
  },
  testerSignature: {
    ...SIGNATURE,
    description: `v0: <hex> over the request, under a tester’s own secret and plugin id, ${SIGNED_WITH}.`,
  },
  capability: {
    type: 'apiKey',
    in: 'header',
    name: SIGNATURE_HEADERS.capability,
    description: 'Opens the sandbox: the token of the Worker, or the one that came with a tester’s key.',
  },
};

/** The ways to sign, any of which will do. */
function securityOf({ signedBy, needsCapability }: ApiRoute): Record<string, never[]>[] {
  if (signedBy === 'nobody') return [];
  const ways = ['signature'];
  if (signedBy !== undefined) ways.push('sharedSignature');
  if (signedBy === 'site-shared-or-tester') ways.push('testerSignature');
  return ways.map((way) => ({ [way]: [], ...(needsCapability === true ? { capability: [] } : {}) }));
}

function operation(route: ApiRoute) {
  const { method, path, summary, query, body, answer, status } = route;
  const error = { description: 'A named failure', content: json({ $ref: '#/components/schemas/ApiError' }) };
  return {
    operationId:
      method.toLowerCase() +
      path.replace(/\{.*\}/, '').replace(/[/:]+(\w)/g, (_, letter) => letter.toUpperCase()),
    summary,
    security: securityOf(route),
    parameters: [
      ...(path.includes(':path') ? [PATH] : []),
      ...(query === undefined ? [] : parametersOf(query)),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: {
      [String(status ?? 200)]: { description: 'Done', content: json(schemaOf(answer, 'output')) },
      default: error,
    },
  };
}

const PATH = {
  name: 'path',
  in: 'path',
  required: true,
  description: 'The path of the page, without its first slash',
  schema: { type: 'string' },
};

function parametersOf(query: z.ZodObject) {
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: z.toJSONSchema(schema, { io: 'input' }),
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}

function json(schema: Schema | { $ref: string }) {
  return { 'application/json': { schema } };
}
