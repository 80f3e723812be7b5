/**
 * What `JSON.parse` lets pass and nobody may depend on (RFC 8259 sections 4 and 8.2): a name that stands twice in one
 * object, of which one parser takes the first and another the last, and texts that are no Unicode.
 */

/** Brackets, commas and texts of a JSON document; everything else has no names. */
const TOKENS = /[{}[\],]|"[^"\\]*(?:\\.[^"\\]*)*"/g;

/** Names of the object that is open, or null in an array. */
type Scope = Set<string> | null;

/** The first such fault of a text that is JSON, with the name where it is; null when there is none. */
export function faultOfTexts(json: string): { path: string; message: string } | null {
  const scopes: Scope[] = [];
  let names: Scope = null;
  let isName = false;
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      names = token === '{' ? new Set() : null;
      scopes.push(names);
      isName = names !== null;
    } else if (token === '}' || token === ']') {
      scopes.pop();
      names = scopes.at(-1) ?? null;
      isName = false;
    } else if (token === ',') {
      isName = names !== null;
    } else {
      const text = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
      if (!text.isWellFormed()) return { path: '', message: 'has a text that is no Unicode' };
      if (isName && names?.has(text)) return { path: text.slice(0, 100), message: 'stands twice' };
      if (isName) names?.add(text);
      isName = false;
    }
  }
  return null;
}
