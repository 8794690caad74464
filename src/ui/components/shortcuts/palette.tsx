// Everything that can be done here, by name: type a few letters, press Enter.

import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import classes from './dialog.module.css'
import { Dialog } from './dialog.tsx'
import type { Shortcut } from './shortcuts.ts'

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { shortcuts } = useServices()
  const active = useObservable(shortcuts.active)
  const pages = usePages()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const wanted = text.trim().toLowerCase()
  const offered = [...pages, ...active].filter(({ label }) => label.toLowerCase().includes(wanted))
  const take = (command: Shortcut | undefined): void => {
    if (command === undefined) return
    onClose()
    // After the dialog has given the focus back.
    queueMicrotask(command.run)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') take(offered[chosen])
    else if (event.key === 'ArrowDown') setChosen((chosen + 1) % Math.max(1, offered.length))
    else if (event.key === 'ArrowUp') setChosen((chosen + offered.length - 1) % Math.max(1, offered.length))
    else return
    event.preventDefault()
  }
  return (
    <Dialog label="What to do" onClose={onClose}>
      <input
        className={classes.search}
        role="combobox"
        aria-label="What to do"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${chosen}`}
        placeholder="What to do?"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Commands" className={classes.commands}>
        {offered.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose and take
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one
          <div
            key={command.label}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.command}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(command)}
          >
            <span>{command.label}</span>
            <kbd className="quiet">{command.key}</kbd>
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function usePages(): readonly Shortcut[] {
  const navigate = useNavigate()
  return [
    { label: 'Go to alerts', run: () => void navigate({ to: '/alerts' }) },
    { label: 'Go to silences', run: () => void navigate({ to: '/silences' }) },
    { label: 'New silence', run: () => void navigate({ to: '/silences/new' }) },
    { label: 'Go to routes', run: () => void navigate({ to: '/routes' }) },
    { label: 'Go to status', run: () => void navigate({ to: '/status' }) },
  ]
}
