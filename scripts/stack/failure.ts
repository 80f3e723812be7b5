/** A start that cannot go on. Its message is the one sentence that the person at the keyboard reads. */
export class UnableToStart extends Error {
  override readonly name = 'UnableToStart';
}

/** The readable part of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
