/** Where a setting stands in the page, and how the focus gets there. */

/** The id of the row of a setting. */
export function idOf(path: string): string {
  return `dynamic-cache-${path.replaceAll('.', '-')}`;
}

/** Puts the focus on the control of a setting: the first one of its row. */
export function focusField(path: string): void {
  const row = document.getElementById(idOf(path));
  row
    ?.querySelector<HTMLElement>('input:not([type="radio"]:not(:checked)), textarea, select, button')
    ?.focus();
}
