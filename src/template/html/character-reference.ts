// Decodes the character references in an attribute's value (&quot; &#39;), as far as they matter to what follows them.

/** Every reference whose character is ASCII or white space: the ones that a script, a style or a URL reads as syntax. */
const syntactic: Readonly<Record<string, string>> = {
  AMP: '&',
  amp: '&',
  apos: "'",
  ast: '*',
  bne: '=\u20e5',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  DiacriticalGrave: '`',
  dollar: '$',
  emsp: '\u2003',
  emsp13: '\u2004',
  emsp14: '\u2005',
  ensp: '\u2002',
  equals: '=',
  excl: '!',
  fjlig: 'fj',
  grave: '`',
  GT: '>',
  gt: '>',
  hairsp: '\u200a',
  Hat: '^',
  lbrace: '{',
  lbrack: '[',
  lcub: '{',
  lowbar: '_',
  lpar: '(',
  lsqb: '[',
  LT: '<',
  lt: '<',
  MediumSpace: '\u205f',
  midast: '*',
  nbsp: '\u00a0',
  NewLine: '\n',
  NonBreakingSpace: '\u00a0',
  num: '#',
  numsp: '\u2007',
  nvgt: '>\u20d2',
  nvlt: '<\u20d2',
  percnt: '%',
  period: '.',
  plus: '+',
  puncsp: '\u2008',
  quest: '?',
  QUOT: '"',
  quot: '"',
  rbrace: '}',
  rbrack: ']',
  rcub: '}',
  rpar: ')',
  rsqb: ']',
  semi: ';',
  sol: '/',
  Tab: '\t',
  ThickSpace: '\u205f\u200a',
  ThinSpace: '\u2009',
  thinsp: '\u2009',
  UnderBar: '_',
  verbar: '|',
  Verbar: '\u2016',
  VeryThinSpace: '\u200a',
  vert: '|',
  VerticalLine: '|',
}

/** Those that older documents write without a semicolon. */
const lax = /^(?:AMP|amp|GT|gt|LT|lt|QUOT|quot|nbsp)/

/** What numbers of the C1 range stand for: Windows-1252. */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/**
 * The text with its references decoded. Named ones of other letters and symbols, some two thousand, all become one
 * letter: no syntax depends on which of them it is.
 */
export function decodeCharacterReferences(text: string): string {
  return text.replace(
    /&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|([A-Za-z0-9]+)(;?))/g,
    (whole, hex, decimal, name, end) => {
      if (hex !== undefined) return numbered(Number.parseInt(hex, 16))
      if (decimal !== undefined) return numbered(Number.parseInt(decimal, 10))
      if (end === ';') return syntactic[name] ?? 'é'
      const known = lax.exec(name)?.[0]
      return known === undefined ? whole : `${syntactic[known]}${name.slice(known.length)}`
    },
  )
}

function numbered(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252[code - 0x80] as string
  const isCharacter = code !== 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : '\ufffd'
}
