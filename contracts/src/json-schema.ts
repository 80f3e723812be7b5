/** From zod to the JSON Schema dialect that WordPress core validates: draft-04 without `$schema`, `$ref` or tuples. */
import { z } from 'zod';

/**
 * Keywords that `rest_validate_value_from_schema()` honours: `rest_get_allowed_schema_keywords()` of WordPress 7.1
 * and `required`. Any other keyword would be ignored there, so what TypeScript rejects PHP would accept.
 */
export const CORE_KEYWORDS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'type',
  'format',
  'enum',
  'items',
  'properties',
  'additionalProperties',
  'patternProperties',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'anyOf',
  'oneOf',
  'required',
]);

const JsonObject = z.record(z.string(), z.json());

/** The JSON Schema of a zod schema, as input (so that members with a default are optional). */
export function jsonSchema(schema: z.ZodType): z.infer<typeof JsonObject> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-04', io: 'input' });
  return JsonObject.parse(JSON.parse(JSON.stringify(rest)));
}

/** Paths of keywords that core would ignore. Walks schemas only, not the names of properties or default values. */
export function foreignKeywords(schema: z.infer<typeof JsonObject>, path = '#'): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const here = `${path}/${keyword}`;
    if (!CORE_KEYWORDS.has(keyword)) return [here];
    if (keyword === 'properties' || keyword === 'patternProperties') {
      return Object.entries(JsonObject.parse(value)).flatMap(([name, child]) =>
        foreignKeywords(JsonObject.parse(child), `${here}/${name}`),
      );
    }
    if (keyword === 'anyOf' || keyword === 'oneOf') {
      return z
        .array(JsonObject)
        .parse(value)
        .flatMap((child, i) => foreignKeywords(child, `${here}/${i}`));
    }
    if (Array.isArray(value) && keyword === 'items') return [here];
    if (keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object')) {
      return foreignKeywords(JsonObject.parse(value), here);
    }
    return [];
  });
}
