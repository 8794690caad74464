// Renders templates with the real amtool, for the recorders of this folder. Debian's has no default templates built in, so
// those that came with it are given as its first files.

import { execFileSync, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'

export interface Rendering {
  readonly amtool: string
  readonly text: string
  /** The file with the notification in JSON. */
  readonly data: string
  readonly type: 'text' | 'html'
}

/** What came out, or why nothing did. */
export type Rendered = { readonly output: string } | { readonly error: string }

export function renderWithAmtool({ amtool, text, data, type }: Rendering): Rendered {
  const { status, stdout, stderr } = spawnSync(
    amtool,
    [
      'template',
      'render',
      `--template.glob=${join(dirname(amtool), '../share/prometheus/alertmanager/*.tmpl')}`,
      `--template.type=${type}`,
      `--template.data=${data}`,
      `--template.text=${text}`,
    ],
    { encoding: 'utf8', timeout: 20_000 },
  )
  if (status === 0) return { output: stdout }
  return { error: stderr.replace(/^amtool: error: /, '').replace(/\n+$/, '') }
}

/** `amtool 0.33.1`, as recordings name their source. */
export function amtoolName(amtool: string): string {
  return `amtool ${/version (\S+?),? /.exec(execFileSync(amtool, ['--version']).toString())?.[1]}`
}
