/** Compares secrets without telling by its duration how much of them agreed. */
export async function equalSecrets(given: string, expected: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  // Digests have one length, so the length of the secret is not told either.
  return crypto.subtle.timingSafeEqual(await digest(given), await digest(expected));
}

/** Shortest secret that counts, in bytes; a shorter one disables what it protects. */
export const MIN_SECRET_BYTES = 16;

/** The secret, or null when it is unset or too short to protect anything. */
export function usableSecret(secret: string | undefined): string | null {
  return secret !== undefined && new TextEncoder().encode(secret).length >= MIN_SECRET_BYTES ? secret : null;
}
