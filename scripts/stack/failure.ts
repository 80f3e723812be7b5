/** A start that cannot go on. Its message is the one sentence that the person at the keyboard reads. */
export class UnableToStart extends Error {
  override readonly name = 'UnableToStart';
}

/** The readable part of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return String(thrown);
  }
  // fetch() says no more than "fetch failed"; what failed is in the cause.
  return thrown.cause instanceof Error ? `${thrown.message}: ${thrown.cause.message}` : thrown.message;
}
