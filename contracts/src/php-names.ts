/**
 * Query and cookie names as PHP registers them. Rules compare names in this form, because a visitor who writes
 * `rest.route` or `rest[route` reaches WordPress' `rest_route` all the same.
 * Source: php_register_variable_ex() in main/php_variables.c; checked against parse_str() by the fixtures.
 */

import { isAscii } from './canonical.ts';

/** Bytes of a UTF-8 string as one character per byte, so that no decoding can fail or merge bytes. */
export function toByteString(text: string): string {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** Decodes `%XX`, and `+` as a space, of a byte string. A `%` without two hex digits stays. */
export function urlDecode(bytes: string): string {
  return bytes
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * The name of the variable (without array indexes) under which PHP registers a decoded parameter name;
 * empty when PHP drops the parameter.
 */
export function phpVariableName(decodedName: string): string {
  const name = (decodedName.split('\0', 1)[0] ?? '').replace(/^ +/, '');
  const bracket = name.indexOf('[');
  if (bracket === 0) return '';
  if (bracket < 0) return name.replace(/[ .]/g, '_');
  const base = name.slice(0, bracket).replace(/[ .]/g, '_');
  return name.includes(']', bracket) ? base : `${base}_${name.slice(bracket + 1).replace(/[ .[]/g, '_')}`;
}
