// By what the page groups: as the routes do, or by labels of the person's choice.

import { DropDown } from '../../components/drop-down/drop-down.tsx'
import type { Vocabulary } from '../../filter/vocabulary.ts'
import classes from './alerts.module.css'

interface GroupByMenuProps {
  readonly groupBy: readonly string[] | undefined
  readonly words: Vocabulary
  readonly onChange: (groupBy: readonly string[] | undefined) => void
}

/** More are found by typing into the filter. */
const mostOffered = 40

export function GroupByMenu(props: GroupByMenuProps) {
  return (
    <DropDown
      panelLabel="Group by"
      buttonClass={classes.menuButton}
      button={
        <>
          <span className="quiet">group by</span> {nameOf(props.groupBy)} <span aria-hidden="true">▾</span>
        </>
      }
    >
      {() => <Choices {...props} />}
    </DropDown>
  )
}

function Choices({ groupBy, words, onChange }: GroupByMenuProps) {
  const chosen = groupBy ?? []
  const offered = words
    .names()
    .slice(0, mostOffered)
    .map(({ text }) => text)
  const names = [...chosen.filter((name) => !offered.includes(name)), ...offered]
  return (
    <>
      <label className={classes.menuLine}>
        <input type="radio" name="grouping" checked={groupBy === undefined} onChange={() => onChange(undefined)} />
        routes, as they are told
      </label>
      <label className={classes.menuLine}>
        <input type="radio" name="grouping" checked={groupBy?.length === 0} onChange={() => onChange([])} />
        nothing: one list
      </label>
      <div className={classes.menuRule} />
      {names.map((name) => (
        <label key={name} className={classes.menuLine}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ currentTarget }) => {
              const next = currentTarget.checked ? [...chosen, name] : chosen.filter((each) => each !== name)
              onChange(next.length === 0 ? undefined : next)
            }}
          />
          {name}
        </label>
      ))}
    </>
  )
}

function nameOf(groupBy: readonly string[] | undefined): string {
  if (groupBy === undefined) return 'routes'
  return groupBy.length === 0 ? 'nothing' : groupBy.join(', ')
}
