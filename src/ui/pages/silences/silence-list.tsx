// The lines, of which only those are drawn that are seen. j and k go from line to line, x selects, e extends by an hour.

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { useShortcuts } from '../../components/shortcuts/use-shortcuts.ts'
import type { ShownSilence } from './shown-silence.ts'
import { SilenceLine } from './silence-line.tsx'
import classes from './silences.module.css'
import type { SilenceState } from './silences-view.ts'
import { useSilenceActions } from './use-silence-actions.ts'

interface SilenceListProps {
  readonly silences: readonly ShownSilence[]
  readonly state: SilenceState
  readonly mutes: ReadonlyMap<string, number>
  readonly selected: ReadonlySet<string>
  readonly onSelect: (id: string) => void
}

/** In pixels, of a line that is closed. */
const lineHeight = 49

export function SilenceList({ silences, state, mutes, selected, onSelect }: SilenceListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [listTop, setListTop] = useState(0)
  const actions = useSilenceActions()
  useLayoutEffect(() => setListTop(list.current?.offsetTop ?? 0), [])
  const virtualizer = useWindowVirtualizer({
    count: silences.length,
    estimateSize: () => lineHeight,
    getItemKey: (index) => silences[index]?.silence.id ?? index,
    overscan: 12,
    scrollMargin: listTop,
  })
  const [toggle] = useState(() => (id: string) => setOpen((before) => toggled(before, id)))

  const current = (): number => {
    const id = document.activeElement?.closest('[data-index]')?.getAttribute('data-index')
    return id === null || id === undefined ? -1 : Number(id)
  }
  const focusOn = (id: string): boolean => {
    const line = list.current?.querySelector<HTMLElement>(`[data-silence="${CSS.escape(id)}"]`) ?? undefined
    line?.focus()
    return line !== undefined
  }
  const goTo = (wanted: number): void => {
    const index = Math.min(Math.max(wanted, 0), silences.length - 1)
    const shown = silences[index]
    if (shown === undefined || focusOn(shown.silence.id)) return
    // It is not drawn yet.
    virtualizer.scrollToIndex(index, { align: 'center' })
    requestAnimationFrame(() => focusOn(shown.silence.id))
  }
  const onCurrent = (act: (shown: ShownSilence) => void): void => {
    const shown = silences[current()]
    if (shown !== undefined) act(shown)
  }
  useShortcuts([
    { key: 'j', label: 'Next silence', run: () => goTo(current() + 1) },
    { key: 'k', label: 'Previous silence', run: () => goTo(current() - 1) },
    { key: 'x', label: 'Select the silence', run: () => onCurrent((shown) => onSelect(shown.silence.id)) },
    {
      key: 'e',
      label: 'Extend the silence by 1 h',
      run: () => onCurrent((shown) => void actions.extend([shown], '1h')),
    },
  ])

  return (
    // biome-ignore lint/a11y/useSemanticElements: the lines stand where they are seen, which no list element allows
    <div
      ref={list}
      role="list"
      aria-label="Silences"
      style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const shown = silences[index]
        if (shown === undefined) return null
        const { id } = shown.silence
        return (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            role="listitem"
            aria-setsize={silences.length}
            aria-posinset={index + 1}
            className={classes.row}
            style={{ transform: `translateY(${start - listTop}px)` }}
          >
            <SilenceLine
              shown={shown}
              state={state}
              count={mutes.get(id) ?? 0}
              isOpen={open.has(id)}
              isSelected={selected.has(id)}
              onToggle={toggle}
              onSelect={onSelect}
            />
          </div>
        )
      })}
    </div>
  )
}

/** The set with the id, or without it when it was there. */
export function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before)
  if (!after.delete(id)) after.add(id)
  return after
}
