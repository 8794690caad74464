// Takes secrets out of texts that people will read: errors and what peers answer.

/** What stands in the place of a secret, as in Alertmanager's errors. */
export const redacted = '<redacted>'

/** Shorter ones are left: a password `a` would make any text unreadable, and blacking it out would give it away. */
const shortestSecret = 4

/** Replaces every occurrence of the secrets, the longest first, so that a URL goes before its password. */
export function redact(text: string, secrets: readonly string[]): string {
  let shown = text
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length >= shortestSecret) shown = shown.replaceAll(secret, redacted)
  }
  return shown
}

/** Parts of a URL at least this long are secrets even where they stand alone. */
const shortestUrlSecret = 16

/** What of a URL must not show: peers tell which path they do not know, and many a path is a key. */
export function secretsOfUrl(url: string): readonly string[] {
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '')
  const [path = ''] = target.split('?', 1)
  return [url, target, path, ...target.split(/[/?&=]/).filter((part) => part.length >= shortestUrlSecret)]
}
