// The matchers of a silence, each with how many alerts it fits by itself.

import { type Ref, useMemo } from 'react'
import type { Matcher } from '../../../model/matcher.ts'
import { useGroups } from '../../api/queries.ts'
import { FilterBar, type FilterBarHandle } from '../../components/filter-bar/filter-bar.tsx'
import type { Chip } from '../../filter/chip.ts'
import { Vocabulary } from '../../filter/vocabulary.ts'
import { Problem } from './field.tsx'
import classes from './silence-form.module.css'

interface MatchersFieldProps {
  readonly chips: readonly Chip[]
  readonly onChange: (chips: readonly Chip[]) => void
  readonly matchers: readonly Matcher[]
  /** How many alerts each of the matchers fits. */
  readonly counts: readonly number[]
  readonly problem: string | undefined
  readonly ref?: Ref<FilterBarHandle>
}

export function MatchersField({ chips, onChange, matchers, counts, problem, ref }: MatchersFieldProps) {
  const { data } = useGroups()
  const words = useMemo(() => new Vocabulary((data?.alerts ?? []).map(({ labels }) => labels)), [data])
  return (
    <fieldset className={classes.field}>
      <legend>Which alerts</legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter adds a matcher here, and must not send the form */}
      <div
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
        }}
      >
        <FilterBar
          {...(ref === undefined ? {} : { ref })}
          chips={chips}
          onChange={onChange}
          words={words}
          label="Matchers"
          placeholder={chips.length === 0 ? 'a label, such as alertname or instance…' : 'add a matcher…'}
          addsOnBlur
        />
      </div>
      {matchers.length > 0 && (
        <ul className={classes.counts} aria-label="What each matcher fits now">
          {matchers.map((matcher, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the matchers keep their places
            <li key={index}>
              <span className="mono">{matcher.toString()}</span>{' '}
              <span className="quiet">fits {counts[index] === 0 ? 'none' : counts[index]} now</span>
            </li>
          ))}
        </ul>
      )}
      <Problem text={problem} />
    </fieldset>
  )
}
