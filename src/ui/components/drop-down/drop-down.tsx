// A button that opens a small panel beside it, over everything else. The browser's own popover: it closes by Escape and by a
// click beside it, and gives the focus back.

import { type ReactNode, useId, useRef, useState } from 'react'
import classes from './drop-down.module.css'

interface DropDownProps {
  /** What the button shows. */
  readonly button: ReactNode
  readonly buttonClass?: string | undefined
  /** Says what the button is for, where what it shows does not. */
  readonly label?: string
  /** What the panel is, for who listens. */
  readonly panelLabel: string
  /** Drawn only while the panel is open. */
  readonly children: (close: () => void) => ReactNode
}

export function DropDown({ button, buttonClass, label, panelLabel, children }: DropDownProps) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const place = (): void => {
    if (opener.current === null || panel.current === null) return
    const from = opener.current.getBoundingClientRect()
    const { style, offsetWidth, offsetHeight } = panel.current
    const left = Math.min(from.left, innerWidth - offsetWidth - 8)
    const isBelow = from.bottom + offsetHeight + 8 < innerHeight || from.top < offsetHeight
    style.left = `${Math.max(8, left)}px`
    style.top = `${isBelow ? from.bottom + 4 : from.top - offsetHeight - 4}px`
  }
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-label={label}
      >
        {button}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has no popover of its own */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={panelLabel}
        className={classes.panel}
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          // What is in it is drawn first: only then is it known how large it is.
          requestAnimationFrame(place)
        }}
      >
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
