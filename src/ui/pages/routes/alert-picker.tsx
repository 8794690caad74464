// Picks one of the alerts that fire, for its labels.

import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { LabelSet } from '../../../model/labels.ts'
import { useGroups } from '../../api/queries.ts'
import { Dialog } from '../../components/shortcuts/dialog.tsx'
import classes from './routes.module.css'

interface AlertPickerProps {
  readonly onPick: (alert: WireAlert) => void
  readonly onClose: () => void
}

/** More are not listed: a few more letters find them. */
const most = 50

export function AlertPicker({ onPick, onClose }: AlertPickerProps) {
  const { data } = useGroups()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const id = useId()
  const all = useMemo(
    () => (data?.alerts ?? []).map((alert) => ({ alert, words: `${LabelSet.fromRecord(alert.labels)}` })),
    [data],
  )
  const found = useMemo(() => {
    const words = wanted.split(/\s+/)
    return all.filter((each) => words.every((word) => each.words.toLowerCase().includes(word)))
  }, [all, wanted])
  return (
    <Dialog label="Pick an alert" onClose={onClose}>
      <label htmlFor={id}>Pick an alert</label>
      <input
        id={id}
        type="search"
        className={classes.pickerSearch}
        placeholder="search in labels…"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={classes.picker}>
        {found.slice(0, most).map(({ alert, words }) => (
          <li key={alert.fingerprint}>
            <button type="button" onClick={() => onPick(alert)}>
              {words}
            </button>
          </li>
        ))}
        {found.length > most && <li className="quiet">and {found.length - most} more</li>}
        {found.length === 0 && (
          <li className="quiet">{all.length === 0 ? 'Nothing fires now.' : 'No alert has that.'}</li>
        )}
      </ul>
    </Dialog>
  )
}
