// The list below the filter's field.

import { useEffect, useRef } from 'react'
import type { Suggestion } from '../../filter/completion.ts'
import classes from './filter-bar.module.css'

interface SuggestionListProps {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  readonly chosen: number
  readonly onTake: (suggestion: Suggestion) => void
}

export function SuggestionList({ id, suggestions, chosen, onTake }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // The field keeps the focus: the list is operated from there.
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className={classes.list}
      hidden={suggestions.length === 0}
    >
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose and take
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one
        <div
          key={`${suggestion.kind} ${suggestion.text}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={classes.option}
          // Before the field loses the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span className={classes.optionText}>{suggestion.label}</span>
          {suggestion.count !== undefined && <span className={classes.count}>{suggestion.count}</span>}
        </div>
      ))}
    </div>
  )
}
