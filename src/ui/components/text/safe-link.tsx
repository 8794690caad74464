// Texts from outside, shown as text, with links only where they are harmless.

import type { ReactNode } from 'react'
import { safeHref, splitLinks } from './safe-href.ts'

/** A link to another site when the address is a harmless one; nothing at all when it is not. */
export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const safe = safeHref(href)
  if (safe === undefined) return null
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

/** A text in which the addresses can be followed. */
export function TextWithLinks({ text }: { readonly text: string }) {
  let at = 0
  return splitLinks(text).map((piece) => {
    const key = at
    at += piece.text.length
    return piece.href === undefined ? (
      piece.text
    ) : (
      <a key={key} href={piece.href} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    )
  })
}
