// The silences: which there are, who made them and why, how long they last, what they mute; and what can be done with them.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useSilences } from '../../api/queries.ts'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { useShortcuts } from '../../components/shortcuts/use-shortcuts.ts'
import type { SearchParams } from '../../search-text.ts'
import { NoSilences } from './no-silences.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { creatorsOf, findSilences } from './shown-silence.ts'
import { SilenceList, toggled } from './silence-list.tsx'
import classes from './silences.module.css'
import { SilencesToolbar } from './silences-toolbar.tsx'
import { readSilencesView, type SilencesView, writeSilencesView } from './silences-view.ts'
import { useMutes, useSilencesShown, useStateTime } from './use-silences-shown.ts'

export function SilencesPage() {
  const params = useSearch({ strict: false }) as SearchParams // parseSearchText made it
  const navigate = useNavigate()
  const view = useMemo(() => readSilencesView(params), [params])
  const { error } = useSilences()
  const all = useSilencesShown()
  const now = useStateTime(all)
  const mutes = useMutes()
  const search = useDeferredValue(view.search)
  const { state, creator, order } = view
  const found = useMemo(
    () => findSilences(all ?? [], { state, creator, order, search, now, mutes }),
    [all, state, creator, order, search, now, mutes],
  )
  const creators = useMemo(() => creatorsOf(all ?? []), [all])
  const [selectedIds, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [select] = useState(() => (id: string) => setSelected((before) => toggled(before, id)))
  const selected = found.silences.filter(({ silence }) => selectedIds.has(silence.id))
  const searchField = useRef<HTMLInputElement>(null)
  const change = (part: Partial<SilencesView>): void => {
    if (part.state !== undefined) setSelected(new Set())
    void navigate({
      to: '/silences',
      search: writeSilencesView({ ...view, ...part }),
      replace: true,
      resetScroll: part.state !== undefined,
    })
  }
  useShortcuts([
    { key: '/', label: 'Search silences', run: () => searchField.current?.focus() },
    { key: 's', label: 'New silence', run: () => void navigate({ to: '/silences/new' }) },
  ])

  return (
    <>
      <PageTitle isHidden>Silences</PageTitle>
      <SilencesToolbar
        view={view}
        counts={found.counts}
        creators={creators}
        onChange={change}
        searchRef={searchField}
      />
      <SelectionBar
        selected={selected}
        total={found.silences.length}
        areOver={view.state === 'expired'}
        onSelectAll={() => setSelected(new Set(found.silences.map(({ silence }) => silence.id)))}
        onClear={() => setSelected(new Set())}
      />
      {all === undefined && (
        <p className={classes.quiet}>
          {error === null ? 'Reading the silences…' : 'The silences could not be read yet.'}
        </p>
      )}
      {all !== undefined && found.silences.length === 0 && (
        <NoSilences view={view} total={all.length} onChange={change} />
      )}
      <SilenceList
        silences={found.silences}
        state={view.state}
        mutes={mutes}
        selected={selectedIds}
        onSelect={select}
      />
    </>
  )
}
