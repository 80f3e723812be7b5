/** A field is data: what the schema says of one setting, and which control it wants. */
import { jsonSchema } from '@dynamic-cache/contracts/json-schema';
import { SECRET_SETTINGS, Settings } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';
import type { Json } from '../store/settings-form.ts';
import { UNITS, type Unit } from './units.ts';

export type Bounds = {
  minimum?: number | undefined;
  maximum?: number | undefined;
  maxItems?: number | undefined;
};

export type Field = { path: string; default: Json } & (
  | { kind: 'boolean' | 'text' | 'secret' | 'variant' }
  | ({ kind: 'list' } & Bounds)
  | ({ kind: 'quantity'; unit: Unit } & Bounds)
  | { kind: 'choice'; choices: readonly (string | number)[] }
);

const Node = z.object({
  type: z.string().optional(),
  default: z.json().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  get properties() {
    return z.record(z.string(), Node).optional();
  },
  get anyOf() {
    return z.array(Node).optional();
  },
});
type Node = z.infer<typeof Node>;

/** Every setting for which there is a control, by path. */
export const FIELDS: ReadonlyMap<string, Field> = new Map(
  fieldsOf(Node.parse(jsonSchema(Settings)), '').map((field) => [field.path, field]),
);

function fieldsOf(node: Node, path: string): Field[] {
  if (node.properties === undefined) return fieldOf(node, path);
  return Object.entries(node.properties).flatMap(([name, member]) =>
    fieldsOf(member, path === '' ? name : `${path}.${name}`),
  );
}

function fieldOf(node: Node, path: string): Field[] {
  const own = { path, default: node.default ?? null };
  const { type, minimum, maximum, maxItems, anyOf = [] } = node;
  const choices = node.enum ?? anyOf.flatMap((branch) => branch.enum ?? []);
  if (choices.length > 0) return [{ ...own, kind: 'choice', choices }];
  if (anyOf.some((branch) => branch.properties !== undefined)) return [{ ...own, kind: 'variant' }];
  switch (type) {
    case 'boolean':
      return [{ ...own, kind: 'boolean' }];
    case 'array':
      return [{ ...own, kind: 'list', maxItems }];
    case 'integer':
    case 'number':
      return [
        {
          ...own,
          kind: 'quantity',
          unit: UNITS[path] ?? 'none',

          minimum,
          maximum,
        },
      ];
    case 'string':
      return [{ ...own, kind: SECRET_SETTINGS.some((secret) => secret === path) ? 'secret' : 'text' }];
    default:
      return [];
  }
}
