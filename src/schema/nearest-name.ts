// Guesses which of the known names a misspelt one was meant to be.

/** The known name with the fewest edits, if those are few for its length. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: { name: string; edits: number } | undefined
  for (const candidate of known) {
    // Long garbage is nobody's typing error, and the distance costs the product of both lengths.
    if (Math.abs(candidate.length - name.length) > 3) continue
    const edits = editDistance(name.toLowerCase(), candidate)
    if (best === undefined || edits < best.edits) best = { name: candidate, edits }
  }
  if (best === undefined || best.edits > Math.max(1, Math.floor(name.length / 3))) return undefined
  return best.name
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
