// Reads from Markdown what a test can check: links, headings, code. Knows as much of Markdown as the project's documents use.

/** A fenced block of code. */
export interface CodeBlock {
  /** The word after the fence: yaml, sh, … */
  readonly language: string
  /** Without the indentation that the fence itself has. */
  readonly text: string
  /** Of the fence, from 1. */
  readonly line: number
}

/** The blocks between fences. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open:
    | { readonly indent: number; readonly language: string; readonly line: number; readonly lines: string[] }
    | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^( *)```(\w*)/.exec(line)
    if (fence === null) open?.lines.push(line.slice(open.indent))
    else if (open === undefined)
      open = { indent: (fence[1] ?? '').length, language: fence[2] ?? '', line: index + 1, lines: [] }
    else {
      blocks.push({ language: open.language, text: `${open.lines.join('\n')}\n`, line: open.line })
      open = undefined
    }
  }
  return blocks
}

/** Targets of links and images, as they are written. */
export function linkTargets(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** What `#…` may name: the headings as GitHub turns them into anchors. */
export function anchors(markdown: string): ReadonlySet<string> {
  const headings = markdown.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/^#+ (.*)$/gm)
  return new Set([...headings].map(([, heading = '']) => anchorOf(heading)))
}

/** The texts between single backquotes. */
export function inlineCode(markdown: string): readonly string[] {
  const text = markdown.replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '))
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').replaceAll(/`[^`]*`/g, '')
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
