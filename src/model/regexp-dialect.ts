// Where re2js reads a pattern differently from Go's regexp/syntax: the names of character classes, and groups of one name.
// Both are put into words that re2js takes for the same thing.

/** The long names of Unicode's general categories, which Go takes in any case and with or without `_`. */
const categoryNames: Readonly<Record<string, string>> = {
  C: 'other',
  Cc: 'control cntrl',
  Cf: 'format',
  Cn: 'unassigned',
  Co: 'privateuse',
  Cs: 'surrogate',
  L: 'letter',
  LC: 'casedletter',
  Ll: 'lowercaseletter',
  Lm: 'modifierletter',
  Lo: 'otherletter',
  Lt: 'titlecaseletter',
  Lu: 'uppercaseletter',
  M: 'mark combiningmark',
  Mc: 'spacingmark',
  Me: 'enclosingmark',
  Mn: 'nonspacingmark',
  N: 'number',
  Nd: 'decimalnumber digit',
  Nl: 'letternumber',
  No: 'othernumber',
  P: 'punctuation punct',
  Pc: 'connectorpunctuation',
  Pd: 'dashpunctuation',
  Pe: 'closepunctuation',
  Pf: 'finalpunctuation',
  Pi: 'initialpunctuation',
  Po: 'otherpunctuation',
  Ps: 'openpunctuation',
  S: 'symbol',
  Sc: 'currencysymbol',
  Sk: 'modifiersymbol',
  Sm: 'mathsymbol',
  So: 'othersymbol',
  Z: 'separator',
  Zl: 'lineseparator',
  Zp: 'paragraphseparator',
  Zs: 'spaceseparator',
  Any: '',
  Ascii: '',
  Assigned: '',
}

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries(categoryNames).flatMap(([code, names]) =>
    [code.toLowerCase(), ...names.split(' ')].map((name) => [name, code] as const),
  ),
)

/** What re2js has beyond Go: properties that are neither a category nor a script. */
const notInGo =
  /^(asciihexdigit|alphabetic|dash|emoji.*|extendedpictographic|hexdigit|lowercase|math|quotationmark|terminalpunctuation|unknown|uppercase|whitespace)$/

/** The name by which re2js knows the class that Go calls `name`; undefined where Go knows none. */
function className(name: string): string | undefined {
  const canonical = name.replace(/[ _-]/g, '').toLowerCase()
  if (notInGo.test(canonical)) return undefined
  return categories.get(canonical) ?? (canonical === 'signwriting' ? 'SignWriting' : scriptName(name))
}

/** `OLD-ITALIC`, `OldItalic` → `Old_Italic`. Two words in one without a capital are beyond it. */
function scriptName(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').match(/[^ _-]+/g) ?? []
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('_')
}

/**
 * The pattern with every `\p{…}` named as re2js knows it. A class that Go does not know keeps its name, between blanks
 * that make it one that re2js does not know either.
 */
export function withKnownClasses(pattern: string): string {
  return rewrite(pattern, (token) => {
    const [, start, negated, name] = /^(\\[pP]\{?)(\^?)(.+?)\}?$/.exec(token) ?? []
    if (start === undefined || name === undefined) return token
    return `${start.slice(0, 2)}{${negated}${className(name) ?? ` ${name} `}}`
  })
}

/** The pattern with `(` for `(?P<name>` and `(?<name>`: Go lets two groups share a name, and a match needs none. */
export function withoutGroupNames(pattern: string): string {
  return rewrite(pattern, (token, isInClass) => (!isInClass && /^\(\?P?<\w+>$/.test(token) ? '(' : token))
}

const tokens = /\\Q.*?(?:\\E|$)|\\[pP](?:\{[^}]*\}|[a-zA-Z])|\\.|\(\?P?<\w+>|\[:\^?\w*:\]|\[\^?\]?|\]|[^\\[\](]+|./gsu

/** Replaces token by token, telling whether the token stands inside of `[…]`. */
function rewrite(pattern: string, replace: (token: string, isInClass: boolean) => string): string {
  let isInClass = false
  return pattern.replace(tokens, (token) => {
    const replaced = replace(token, isInClass)
    if (/^\[\^?\]?$/.test(token)) isInClass = !isInClass || !token.endsWith(']')
    else if (token === ']') isInClass = false
    return replaced
  })
}
