/** `GET /openapi.json`: the management API, written from the schemas that parse it. */
import { ApiError } from '@dynamic-cache/contracts/api-error';
import { SIGNATURE_HEADERS } from '@dynamic-cache/contracts/signature';
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../context.ts';
import { MANAGEMENT, type ManagementRoute } from './manage/table.ts';

type Schema = ReturnType<typeof schemaOf>;

export async function openapi(c: Context<App>): Promise<Response> {
  return c.json(document(), 200, { 'Cache-Control': 'public, max-age=300' });
}

/** OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function document() {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const route of MANAGEMENT) {
    const path = route.path.replace(/:(\w+)(\{.*\})?/, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dynamic Cache, management of the edge cache', version: '1' },
    paths,
    components: {
      schemas: { ApiError: schemaOf(ApiError, 'output') },
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: SIGNATURE_HEADERS.signature,
          description: `v1=<kid>:<hex> over the request, with ${SIGNATURE_HEADERS.pluginId}, ${SIGNATURE_HEADERS.timestamp} and ${SIGNATURE_HEADERS.nonce}; see docs/cache-api.md.`,
        },
      },
    },
  };
}

function operation({ method, path, summary, query, body, answer, status, isPublic }: ManagementRoute) {
  const error = { description: 'A named failure', content: json({ $ref: '#/components/schemas/ApiError' }) };
  return {
    operationId:
      method.toLowerCase() +
      path.replace(/\{.*\}/, '').replace(/[/:]+(\w)/g, (_, letter) => letter.toUpperCase()),
    summary,
    security: isPublic === true ? [] : [{ signature: [] }],
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
