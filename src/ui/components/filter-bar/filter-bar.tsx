// The filter: chips that can be edited in place, and a field that completes names, operators and values while one types.
// Used for the alerts, and for the matchers of a silence.

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type Chip, readChips, withChip } from '../../filter/chip.ts'
import { type Suggestion, suggest } from '../../filter/completion.ts'
import type { Vocabulary } from '../../filter/vocabulary.ts'
import classes from './filter-bar.module.css'
import { FilterChip } from './filter-chip.tsx'
import { SuggestionList } from './suggestion-list.tsx'

export interface FilterBarHandle {
  focus(): void
}

interface FilterBarProps {
  readonly chips: readonly Chip[]
  readonly onChange: (chips: readonly Chip[]) => void
  readonly words: Vocabulary
  /** Says what the field is for: 'Filter alerts', 'Matchers'. */
  readonly label: string
  readonly placeholder?: string
  /** Takes what was typed also when the field is left: for a form, where it would be forgotten otherwise. */
  readonly addsOnBlur?: boolean
  readonly ref?: Ref<FilterBarHandle>
  /** Stands at the end of the bar. */
  readonly children?: ReactNode
}

export function FilterBar({
  chips,
  onChange,
  words,
  label,
  placeholder = 'add a matcher…',
  addsOnBlur = false,
  ref,
  children,
}: FilterBarProps) {
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  /** Which suggestion Enter takes; -1 for none: then it takes the text as it stands. */
  const [chosen, setChosen] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }), [])

  const suggestions = useMemo(() => (isOpen ? suggest(text, words) : []), [isOpen, text, words])
  const type = (next: string): void => {
    setText(next)
    setOpen(true)
    setChosen(-1)
  }
  const add = (added: readonly Chip[]): void => {
    let next = chips
    for (const chip of added) next = withChip(next, chip)
    onChange(next)
    setText('')
    setOpen(false)
    setChosen(-1)
  }
  const take = (suggestion: Suggestion): void => {
    if (suggestion.isComplete) add(readChips(suggestion.text))
    else type(suggestion.text)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = event.key
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) setOpen(true)
      const step = key === 'ArrowDown' ? 1 : -1
      const count = suggestions.length + 1
      // -1, the text itself, is one of the stations.
      setChosen(((chosen + 1 + step + count) % count) - 1)
    } else if (key === 'Enter' || (key === 'Tab' && isOpen && suggestions[chosen] !== undefined)) {
      const suggestion = suggestions[chosen]
      if (text === '' && suggestion === undefined) return
      event.preventDefault()
      if (suggestion !== undefined) take(suggestion)
      else add(readChips(text))
    } else if (key === 'Escape') {
      if (isOpen) event.stopPropagation()
      if (isOpen) setOpen(false)
      else input.current?.blur()
      setChosen(-1)
    } else if (key === 'Backspace' && text === '' && chips.length > 0) {
      event.preventDefault()
      const last = chips.at(-1)
      onChange(chips.slice(0, -1))
      type(last?.text ?? '')
    }
  }
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain')
    const read = readChips(pasted)
    if (text !== '' || read.length === 0 || read.some(({ matcher }) => matcher === undefined)) return
    event.preventDefault()
    add(read)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving the bar closes the list; there is nothing to operate
    <div
      className={classes.bar}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        setOpen(false)
        if (addsOnBlur && text.trim() !== '') add(readChips(text))
      }}
    >
      {chips.map((chip, index) => (
        <FilterChip
          key={chip.text}
          chip={chip}
          onReplace={(replacement) => {
            onChange([...chips.slice(0, index), ...replacement, ...chips.slice(index + 1)])
            if (replacement.length === 0) input.current?.focus()
          }}
        />
      ))}
      <div className={classes.entry}>
        <input
          ref={input}
          className={classes.input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen && suggestions.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <SuggestionList id={listId} suggestions={suggestions} chosen={chosen} onTake={take} />
      </div>
      {children}
    </div>
  )
}
