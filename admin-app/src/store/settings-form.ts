/** The settings as they are edited: what differs from the saved ones, what is wrong with it, what has to be sent. Pure. */
import { SECRET_SETTINGS, Settings } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';

export type Json = z.infer<ReturnType<typeof z.json>>;
/** New values by path of the setting (`ttl.page`). A list keeps the empty lines of who is typing; see cleaned(). */
export type Edits = Readonly<Record<string, Json>>;
/** What is wrong with one setting, in the words of the site or still as the schema says it. */
export type Complaint = { path: string } & (
  | { by: 'site'; message: string }
  | { by: 'schema'; below: string; issue: z.core.$ZodIssue }
);

const Group = z.record(z.string(), z.json());
const SECRETS: ReadonlySet<string> = new Set(SECRET_SETTINGS);

/** Paths of all settings. A setting is a member of a group or, where the top of the document is no group, of the top. */
export function pathsOf(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    Group.safeParse(value).success
      ? Object.keys(Group.parse(value)).map((member) => `${name}.${member}`)
      : [name],
  );
}

/** The value at a path of a document; undefined where there is none. */
export function valueAt(document: unknown, path: string): Json | undefined {
  let value: unknown = document;
  for (const name of path.split('.')) {
    const group = Group.safeParse(value);
    if (!group.success) return undefined;
    value = group.data[name];
  }
  return z.json().safeParse(value).data;
}

/** What is meant by what was typed: lists without empty lines and spaces around. */
export function cleaned(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === 'string' ? item.trim() : item)).filter((item) => item !== '');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cleaned(member)]));
  }
  return value;
}

/** Whether two values are the same, whatever the order of the members of an object. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: Json): Json {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** Paths whose edit says something else than the saved settings. Empty text leaves a secret as it is, null clears it. */
export function changedPaths(saved: Settings, edits: Edits): string[] {
  return Object.entries(edits)
    .filter(([path, value]) => {
      if (SECRETS.has(path) && (value === '' || value === null)) {
        return value === null && valueAt(saved, path) !== '';
      }
      return !isSame(cleaned(value), valueAt(saved, path));
    })
    .map(([path]) => path);
}

/** The change as a JSON merge patch (RFC 7396) with nothing in it but what differs. */
export function patchOf(saved: Settings, edits: Edits): Record<string, Json> {
  const patch: Record<string, Json> = {};
  for (const path of changedPaths(saved, edits)) {
    const [top = '', ...rest] = path.split('.');
    const value = cleaned(edits[path] ?? null);
    const group = Group.safeParse(patch[top] ?? {}).data ?? {};
    patch[top] = rest.length === 0 ? value : { ...group, [rest.join('.')]: value };
  }
  return patch;
}

/** The settings with the edits in them, as they would be saved; not validated yet. */
export function edited(saved: Settings, edits: Edits): Record<string, unknown> {
  const document: Record<string, unknown> = { ...saved };
  for (const [path, value] of Object.entries(edits)) {
    const [top = '', ...rest] = path.split('.');
    const meant = SECRETS.has(path) && value === null ? '' : cleaned(value);
    document[top] = rest.length === 0 ? meant : { ...Group.parse(document[top]), [rest.join('.')]: meant };
  }
  return document;
}

/** What is wrong with the edits, by setting. */
export function complaintsOf(saved: Settings, edits: Edits): Complaint[] {
  const paths = Object.keys(edits);
  return (Settings.safeParse(edited(saved, edits)).error?.issues ?? []).map((issue) => {
    const at = issue.path.join('.');
    const path = paths.find((edit) => at === edit || at.startsWith(`${edit}.`)) ?? at;
    return { path, by: 'schema', below: at.slice(path.length + 1), issue };
  });
}

/** Paths of the settings in which two states differ. */
export function differences(one: Settings, other: Settings): string[] {
  return pathsOf(one).filter((path) => !isSame(valueAt(one, path), valueAt(other, path)));
}

/** Edits without those of some settings. */
export function without(edits: Edits, paths: readonly string[]): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([path]) => !paths.includes(path)));
}

/**
 * Settings that decide what a stored page is worth (plugin/src/Settings/PageRevision.php): with another value of one of
 * them every stored page is rendered anew.
 */
export function makesPagesCold(paths: readonly string[]): boolean {
  return paths.some((path) => path === 'hosts' || /^(ttl|query|exclude|variants)\./.test(path));
}
