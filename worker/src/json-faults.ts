/**
 * Where in a JSON document the first fault is, by the path of the member. Beside what is no JSON at all (`NaN`, a comment)
 * these are things that `JSON.parse` lets pass and nobody may depend on (RFC 8259 sections 4 and 8.2): a name that stands
 * twice in one object, of which one parser takes the first and another the last, and texts that are no Unicode. Pure.
 */

/** Sticky, so that a text without an end is looked at once: a bracket, a comma or colon, a text, or what is none of them. */
const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s{}[\],:"]+))/y;

/** RFC 8259 sections 3 and 6. */
const VALUE = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;

const LONGEST_NAME = 100;

export interface JsonFault {
  /** As in the answers of the control plane: names and places with dots between them. */
  path: string;
  message: string;
}

/** An object or a list that is open. */
interface Level {
  /** Names so far; null in a list. */
  names: Set<string> | null;
  /** Name or place of the member that is being read. */
  at: string | number;
  /** The next text is a name. */
  isName: boolean;
}

/** The first fault, or null when this looks for none of what is wrong: `JSON.parse` has the last word. */
export function faultOf(json: string, deepest: number): JsonFault | null {
  const levels: Level[] = [];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(json); token !== null; token = TOKEN.exec(json)) {
    const [, mark, text, other] = token;
    const message =
      mark !== undefined
        ? structure(levels, mark, deepest)
        : text !== undefined
          ? ofText(levels.at(-1), text)
          : VALUE.test(other ?? '')
            ? null
            : 'is no JSON value';
    if (message !== null) return { path: pathOf(levels), message };
  }
  return null;
}

function structure(levels: Level[], mark: string, deepest: number): string | null {
  const level = levels.at(-1);
  if (mark === '{' || mark === '[') {
    if (levels.length === deepest) return `nests deeper than ${deepest}`;
    levels.push(
      mark === '{' ? { names: new Set(), at: '', isName: true } : { names: null, at: 0, isName: false },
    );
  } else if (mark === '}' || mark === ']') {
    levels.pop();
  } else if (mark === ',' && level !== undefined) {
    if (typeof level.at === 'number') level.at++;
    level.isName = level.names !== null;
  }
  return null;
}

/** A name or a value, as it stands between its quotation marks. */
function ofText(level: Level | undefined, quoted: string): string | null {
  const text = unquoted(quoted);
  const isName = level?.isName === true;
  if (level !== undefined && isName) [level.at, level.isName] = [(text ?? '').slice(0, LONGEST_NAME), false];
  if (text === null) return 'is no JSON text';
  if (!text.isWellFormed()) return 'has a text that is no Unicode';
  if (!isName || level?.names == null) return null;
  if (level.names.has(text)) return 'stands twice';
  level.names.add(text);
  return null;
}

function unquoted(quoted: string): string | null {
  if (!/[\\\x00-\x1f]/.test(quoted)) return quoted;
  try {
    return String(JSON.parse(`"${quoted}"`));
  } catch {
    return null;
  }
}

/** Of a container that has not begun, its own path is the fault's: it has no member yet. */
function pathOf(levels: readonly Level[]): string {
  return levels
    .map(({ at }) => at)
    .filter((at) => at !== '')
    .join('.');
}
