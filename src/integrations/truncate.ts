// Cuts texts to what vendors take, as Alertmanager cuts them: notify/util.go.

/** What stands where something was cut off. */
const marker = '…'
const markerBytes = 3

/** At most `limit` characters (code points), the last of them an ellipsis where something was cut off. */
export function truncateRunes(text: string, limit: number): string {
  // No text has more code points than UTF-16 units, and counting them takes time.
  if (text.length <= limit) return text
  const runes = [...text]
  if (runes.length <= limit) return text
  return limit <= markerBytes ? runes.slice(0, limit).join('') : `${runes.slice(0, limit - 1).join('')}${marker}`
}

/** At most `limit` bytes of UTF-8, the last three of them an ellipsis where something was cut off. */
export function truncateBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  if (limit < markerBytes) return '.'.repeat(limit)
  let bytes = 0
  let kept = ''
  for (const rune of text) {
    bytes += Buffer.byteLength(rune)
    if (bytes > limit - markerBytes) break
    kept += rune
  }
  return kept + marker
}
