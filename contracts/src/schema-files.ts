/** Which contracts are written out as JSON Schema, and for whom. */
import type { z } from 'zod';
import { ApiError } from './api-error.ts';
import { EdgeConfig } from './config.ts';
import { Fill } from './fill.ts';
import { PatternPreview, SettingsTest } from './findings.ts';
import { jsonSchema } from './json-schema.ts';
import { Marker } from './marker.ts';
import { SiteWarm } from './page-actions.ts';
import { Repair, SitePurge } from './plugin-api.ts';
import { PurgeRequest } from './purge.ts';
import { Reason } from './reason.ts';
import { RegisterRequest } from './registration.ts';
import { Settings } from './settings.ts';
import { TagName } from './tags.ts';

/** File name without extension → schema. */
export const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'api-error': ApiError,
  config: EdgeConfig,
  fill: Fill,
  marker: Marker,
  'pattern-preview': PatternPreview,
  purge: PurgeRequest,
  reason: Reason,
  register: RegisterRequest,
  repair: Repair,
  settings: Settings,
  'settings-test': SettingsTest,
  'site-purge': SitePurge,
  'site-warm': SiteWarm,
  tag: TagName,
};

/** The ones that the plugin reads at run time; it ships without the contracts folder. */
export const PLUGIN_SCHEMAS = [
  'pattern-preview',
  'reason',
  'repair',
  'settings',
  'settings-test',
  'site-purge',
  'site-warm',
] as const;

/** Repository path → text, for every generated file. */
export function schemaFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const text = `${JSON.stringify(jsonSchema(schema), null, 2)}\n`;
    files.set(`contracts/schema/${name}.json`, text);
    if (PLUGIN_SCHEMAS.some((shipped) => shipped === name)) files.set(`plugin/schema/${name}.json`, text);
  }
  return files;
}
