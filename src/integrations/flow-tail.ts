// Text behind a YAML list or map in brackets. yaml.v2 reads one document and does not look at what follows its root, so
// that "[FIRING:2] HighLoad" is the list [FIRING:2]; unless its scanner stumbles over what it reads ahead.

/**
 * True when the scanner gets past the tail. It reads the line of the opening bracket to its end, because the bracket
 * might begin a key, and in any case one token (gopkg.in/yaml.v2 scannerc.go, yaml_parser_fetch_more_tokens).
 */
export function scansTail(tail: string, options: { readonly oneLine: boolean }): boolean {
  let rest = tail
  let flow = 0
  let sameLine = true
  for (let tokens = 0; ; tokens++) {
    const blank = /^(?:[ \t\r\n]|#.*)*/.exec(rest)?.[0] ?? ''
    if (blank.includes('\n')) sameLine = false
    rest = rest.slice(blank.length)
    if (rest === '' || (tokens > 0 && !(sameLine && options.oneLine))) return true
    const token = tokenAt(rest, { flow: flow > 0, sameLine })
    if (token === undefined) return false
    if (token.includes('\n')) sameLine = false
    if (/^[[{]/.test(token)) flow++
    else if (/^[\]}]/.test(token)) flow = Math.max(flow - 1, 0)
    rest = rest.slice(token.length)
  }
}

/** The token at the start of a text, undefined where the scanner reports an error. */
function tokenAt(text: string, place: { readonly flow: boolean; readonly sameLine: boolean }): string | undefined {
  const indicator = /^[-?:](?=\s|$)/.exec(text)?.[0]
  if (indicator !== undefined) return place.flow || !place.sameLine ? indicator : undefined
  switch (text[0]) {
    case '"':
      return /^"(?:[^"\\]|\\[\s\S])*"/.exec(text)?.[0]
    case "'":
      return /^'(?:[^']|'')*'/.exec(text)?.[0]
    case '*':
    case '&':
      return /^.[\w-]+(?=[\s?:,\]}%@`]|$)/.exec(text)?.[0]
    case '!':
      return /^!(?:<[^>\s]+>(?=\s|$)|(?!<)[^\s,[\]{}]*)/.exec(text)?.[0]
    case '|':
    case '>':
      return place.flow ? undefined : /^.[-+]?[1-9]?[-+]?[ \t]*(?:#.*)?(?:\n[\s\S]*|$)/.exec(text)?.[0]
    case '%':
      return place.sameLine ? undefined : /^%.*/.exec(text)?.[0]
    case '@':
    case '`':
      return undefined
    case '[':
    case ']':
    case '{':
    case '}':
    case ',':
      return text[0]
    default:
      return plainAt(text, place.flow)
  }
}

/** A plain scalar: it goes on over line breaks, until a comment or a colon, and in brackets until an indicator. */
function plainAt(text: string, flow: boolean): string | undefined {
  const pattern = flow ? /^(?:(?!:[\s,[\]{}]|:$|\s#)[^,?[\]{}])+/ : /^(?:(?!:\s|:$|\s#)[\s\S])+/
  return pattern.exec(text)?.[0]
}
