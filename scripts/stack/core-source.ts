/** Unpacks a WordPress core into an empty folder, or throws and says why it cannot. */
export type CoreSource = { name: string; unpackTo(folder: string, signal: AbortSignal): Promise<void> };
