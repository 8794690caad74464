// Takes a configuration apart for the eye: keys, texts, numbers, comments, hidden secrets. It colours, it does not parse: what
// it cannot tell is plain. Pure.

export type TokenKind = 'plain' | 'key' | 'text' | 'value' | 'comment' | 'secret' | 'sign'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

/** The lines, each as its tokens. The texts of all tokens joined are the text that was given. */
export function yamlTokens(text: string): readonly (readonly Token[])[] {
  const lines: (readonly Token[])[] = []
  /** Deeper lines belong to a text in block style; -1 outside of one. */
  let blockIndent = -1
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/)
    if (blockIndent >= 0 && (indent < 0 || indent > blockIndent)) {
      lines.push([{ kind: 'text', text: line }])
      continue
    }
    const tokens = lineTokens(line)
    blockIndent = /(?:^|[:-]\s+)[|>][+-]?\d*\s*$/.test(line) ? indent : -1
    lines.push(tokens)
  }
  return lines
}

function lineTokens(line: string): readonly Token[] {
  const found =
    /^(\s*(?:- +)*)(?:([^\s#:'"{}[\],&*!|>%@-][^:#]*|"(?:[^"\\]|\\.)*"|'[^']*'|-[^\s:][^:#]*)(:)(?=\s|$))?(.*)$/s.exec(
      line,
    )
  if (found === null) return [{ kind: 'plain', text: line }]
  const [, lead = '', key, colon, rest = ''] = found
  const tokens: Token[] = []
  if (lead !== '') tokens.push({ kind: lead.trim() === '' ? 'plain' : 'sign', text: lead })
  if (key !== undefined) tokens.push({ kind: 'key', text: key })
  if (colon !== undefined) tokens.push({ kind: 'sign', text: colon })
  if (rest !== '') tokens.push(...valueTokens(rest))
  return tokens
}

function valueTokens(text: string): readonly Token[] {
  const [, blank = '', value = ''] = /^(\s*)(.*)$/s.exec(text) ?? []
  const tokens: Token[] = blank === '' ? [] : [{ kind: 'plain', text: blank }]
  if (value !== '') tokens.push({ kind: kindOf(value), text: value })
  return tokens
}

function kindOf(value: string): TokenKind {
  if (value.startsWith('#')) return 'comment'
  if (/^["']?<secret>["']?$/.test(value)) return 'secret'
  if (/^(?:true|false|null|~|[-+]?\d[\d_.]*|(?:\d+(?:ms|[smhdwy]))+)$/.test(value)) return 'value'
  if (/^[[\]{}|>]/.test(value)) return 'plain'
  return 'text'
}
