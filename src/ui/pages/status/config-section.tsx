// The configuration at work, as the server prints it: with what the file leaves out, without its secrets.

import { useMemo } from 'react'
import { useStatus } from '../../api/queries.ts'
import { CopyButton } from '../../components/text/copy-button.tsx'
import classes from './status.module.css'
import { yamlTokens } from './yaml-tokens.ts'

export function ConfigSection() {
  const { data } = useStatus()
  const text = data?.config.original ?? ''
  const lines = useMemo(() => yamlTokens(text), [text])
  if (data === undefined) return null
  return (
    <section aria-labelledby="config">
      <div className={classes.configHead}>
        <h2 id="config" className={classes.configTitle}>
          Configuration at work
        </h2>
        <CopyButton text={() => text}>Copy</CopyButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section className={classes.config} tabIndex={0} aria-label="Configuration">
        <pre>
          {lines.map((tokens, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={line}>
              {tokens.map(({ kind, text: piece }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
                <span key={index} className={classes[kind]}>
                  {piece}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
        </pre>
      </section>
    </section>
  )
}
