/** A file of the archive, under the name that it has in there. */
export type ZipEntry = { name: string; bytes: Buffer };
