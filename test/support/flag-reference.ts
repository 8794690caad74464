// docs/reference/flags.gen.md as text, made from the table of flags.

import type { Flag } from '../../src/app/options/command-line.ts'
import { serverFlags } from '../../src/app/options/flag-table.ts'

/** The page, in Markdown. */
export function flagReference(): string {
  const rows = Object.entries<Flag<unknown>>(serverFlags)
    .filter(([, flag]) => flag.hidden !== true)
    .map(([name, flag]) => `| ${nameCell(name, flag)} | ${defaultCell(flag)} | ${helpCell(flag)} |`)
  return [
    '<!-- Written by `npm run generate` from src/app/options/flag-table.ts. -->',
    '# Flags of the server',
    '',
    'The names and defaults are Alertmanager’s; those that it does not have are marked *ours*.',
    '',
    '| Flag | Default | What it does |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function nameCell(name: string, { kind, short, repeatable }: Flag<unknown>): string {
  const long = kind === 'switch' ? `\`--[no-]${name}\`` : `\`--${name}\``
  return `${short === undefined ? '' : `\`-${short}\`, `}${long}${repeatable ? ', repeatable' : ''}`
}

function defaultCell(flag: Flag<unknown>): string {
  if (flag.kind === 'switch') return 'off'
  return flag.default === undefined || flag.default === '' ? '' : `\`${flag.default}\``
}

function helpCell({ help, noEffect }: Flag<unknown>): string {
  const text = help.replace(/ \(ours\)$/, ' *Ours.*')
  // A bar ends a cell, in code too.
  return (noEffect === undefined ? text : `${text} *Taken without effect: ${noEffect}.*`).replaceAll('|', '\\|')
}
