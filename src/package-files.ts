// Where the files are that belong to this package and are no code. Lies one folder below the package's own, in the sources (src/) as in what
// is built (dist/); no other file may ask where it is itself.

/** The file of this path in the package. */
export function packageFile(path: string): URL {
  return new URL(`../${path}`, import.meta.url)
}
