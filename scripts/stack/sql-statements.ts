// What can hold a semicolon that ends nothing: strings, quoted names, comments. The last word before a semicolon
// decides inside a trigger, whose body is a list of statements of its own.
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|;|[A-Za-z_]+|[\s\S]/g;

/** Splits a file of SQL into its statements: D1 takes one at a time. */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let text = '';
  let words: string[] = [];
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token.startsWith('--') || token.startsWith('/*')) {
      continue;
    }
    if (token === ';' && !insideTrigger(words)) {
      statements.push(text.trim());
      text = '';
      words = [];
      continue;
    }
    text += token;
    if (/^[A-Za-z_]+$/.test(token)) {
      words.push(token.toUpperCase());
    }
  }
  return [...statements, text.trim()].filter((statement) => statement !== '');
}

function insideTrigger(words: string[]): boolean {
  const isTrigger = words[0] === 'CREATE' && words.slice(1, 3).includes('TRIGGER');
  if (!isTrigger) {
    return false;
  }
  // CASE … END inside the body closes itself; the trigger is over when its BEGIN is closed too.
  const opened = words.filter((word) => word === 'BEGIN' || word === 'CASE').length;
  const closed = words.filter((word) => word === 'END').length;
  return opened === 0 || opened > closed;
}
