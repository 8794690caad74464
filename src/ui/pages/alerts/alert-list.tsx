// The lines of the page. Only those that are seen, and a few around them, are there: ten thousand alerts are as light as ten.

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useShortcuts } from '../../components/shortcuts/use-shortcuts.ts'
import { AlertLine, type LineActions } from './alert-line.tsx'
import classes from './alerts.module.css'
import { GroupHead } from './group-head.tsx'
import type { Row } from './rows.ts'

/** The height of the page's head, which covers what scrolls below it. */
const headHeight = 56

interface AlertListProps {
  readonly rows: readonly Row[]
  readonly open: ReadonlySet<string>
  readonly selected: ReadonlySet<string>
  readonly actions: Omit<LineActions, 'enter'>
  readonly showWhole: (groupId: string) => void
  /** Silences what is selected, or else this alert. */
  readonly onSilence: (fingerprint: string | undefined) => void
}

export function AlertList({ rows, open, selected, actions, showWhole, onSilence }: AlertListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = (): void => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  const isNarrow = useIsNarrow()
  const estimateSize = (index: number): number => heightOf(rows[index]?.kind, isNarrow)
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize,
    // The observer measures before anything is painted. To measure each new line at once would lay the page out again and again.
    measureElement: (element, entry, { measurementsCache }) => {
      const index = Number(element.getAttribute('data-index'))
      return entry?.borderBoxSize[0]?.blockSize ?? measurementsCache[index]?.size ?? estimateSize(index)
    },
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    scrollMargin: top,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: 64,
  })

  const { target, enter, step, current } = useCursor(rows, (index) =>
    virtualizer.scrollToIndex(index, { align: 'auto' }),
  )
  useShortcuts([
    { key: 'j', label: 'Next alert', run: () => step(1) },
    { key: 'k', label: 'Previous alert', run: () => step(-1) },
    { key: 'o', label: 'Open or close the alert', run: () => withCurrent(actions.toggleOpen) },
    {
      key: 'x',
      label: 'Select the alert',
      run: () => withCurrent((fingerprint) => actions.toggleSelected(fingerprint, false)),
    },
    { key: 's', label: 'Silence what is selected, or the alert', run: () => onSilence(fingerprintOf(current())) },
  ])
  function withCurrent(act: (fingerprint: string) => void): void {
    const fingerprint = fingerprintOf(current())
    if (fingerprint !== undefined) act(fingerprint)
  }

  const stable = useStableActions({ ...actions, enter })
  return (
    <div ref={list} className={classes.list} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index]
        if (row === undefined) return null
        return (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className={classes.row}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {row.kind === 'group' && (
              <GroupHead group={row.placed.group} lines={row.placed.entries.length} onPick={stable.pick} />
            )}
            {row.kind === 'alert' && (
              <AlertLine
                rowKey={row.key}
                line={row.line}
                group={row.placed.group}
                isOpen={open.has(row.line.entry.alert.fingerprint)}
                isSelected={selected.has(row.line.entry.alert.fingerprint)}
                isTarget={target === row.key}
                actions={stable}
              />
            )}
            {row.kind === 'more' && (
              <div className={classes.more} data-severity={row.placed.group.worst}>
                <button type="button" onClick={() => showWhole(row.placed.group.id)}>
                  Show {row.hidden} more
                </button>
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

function heightOf(kind: Row['kind'] | undefined, isNarrow: boolean): number {
  if (kind === 'group') return isNarrow ? 76 : 48
  return isNarrow ? 57 : 33
}

function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia('(max-width: 720px)').matches)
  useEffect(() => {
    const query = matchMedia('(max-width: 720px)')
    const onChange = (): void => setNarrow(query.matches)
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [])
  return isNarrow
}

/** The line that keys act on: the one that has the focus, or had it last. */
function useCursor(rows: readonly Row[], scrollTo: (index: number) => void) {
  const [target, setTarget] = useState<string>()
  const cursor = useRef<string>(undefined)
  const current = (): Row | undefined => rows.find(({ key }) => key === cursor.current)
  const step = (by: 1 | -1): void => {
    let index = rows.findIndex(({ key }) => key === cursor.current)
    do index += by
    while (rows[index] !== undefined && rows[index]?.kind !== 'alert')
    const row = rows[index]
    if (row === undefined) return
    cursor.current = row.key
    scrollTo(index)
    setTarget(row.key)
  }
  const enter = (key: string): void => {
    cursor.current = key
    setTarget((before) => (before === key ? before : undefined))
  }
  return { target, enter, step, current }
}

function fingerprintOf(row: Row | undefined): string | undefined {
  return row?.kind === 'alert' ? row.line.entry.alert.fingerprint : undefined
}

/** Functions that stay the same, and do what the latest ones do. */
function useStableActions(actions: LineActions): LineActions {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const [stable] = useState<LineActions>(() => ({
    toggleOpen: (fingerprint) => latest.current.toggleOpen(fingerprint),
    toggleSelected: (fingerprint, isRange) => latest.current.toggleSelected(fingerprint, isRange),
    pick: (name, value, isExcluded) => latest.current.pick(name, value, isExcluded),
    enter: (key) => latest.current.enter(key),
  }))
  return stable
}
