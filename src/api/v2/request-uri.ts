// Whether a generatorURL is what go-openapi calls a URI: what Go's url.ParseRequestURI takes. A fragment is no part of
// that, so that `#` may stand in the path.

/** Covers nearly every generatorURL; whatever it refuses is looked at more closely. */
const usual = /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[^%?\x00-\x1f\x7f]*)?(?:\?[^\x00-\x1f\x7f]*)?$/

/** True for an absolute URL, a path that begins with `/`, or `*`. */
export function isRequestUri(text: string): boolean {
  if (usual.test(text)) return true
  if (/[\x00-\x1f\x7f]/.test(text)) return false
  if (text === '*') return true
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(text)?.[0]
  if (scheme === undefined && !text.startsWith('/')) return false
  const afterScheme = scheme === undefined ? text : text.slice(scheme.length + 1)
  const question = afterScheme.indexOf('?')
  const rest = question < 0 ? afterScheme : afterScheme.slice(0, question)
  // `mailto:someone`: opaque, nothing more is asked.
  if (!rest.startsWith('/')) return scheme !== undefined
  if (scheme === undefined || !rest.startsWith('//')) return hasGoodEscapes(rest)
  const slash = rest.indexOf('/', 2)
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash)
  const path = slash < 0 ? '' : rest.slice(slash)
  return isAuthority(authority) && hasGoodEscapes(path)
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@')
  if (at >= 0 && !/^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})*$/.test(authority.slice(0, at))) return false
  const host = authority.slice(at + 1)
  if (host.startsWith('[')) return /^\[(?:[^\]%]|%25(?:[^\]%]|%[0-9A-Fa-f]{2})*)*\](?::\d*)?$/.test(host)
  const colon = host.lastIndexOf(':')
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return false
  // Of the escapes only those of bytes beyond ASCII may stand in a host.
  return /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]|%[89A-Fa-f][0-9A-Fa-f])*$/u.test(host)
}

function hasGoodEscapes(path: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(path)
}
