// Annotations of a silence: a ticket, a runbook, whatever others should find.

import type { Annotation } from './draft.ts'
import { Problem } from './field.tsx'
import classes from './silence-form.module.css'

interface AnnotationsFieldProps {
  readonly annotations: readonly Annotation[]
  readonly onChange: (annotations: readonly Annotation[]) => void
  readonly problem: string | undefined
}

export function AnnotationsField({ annotations, onChange, problem }: AnnotationsFieldProps) {
  const replace = (row: number, change: Partial<Annotation>): void =>
    onChange(annotations.map((each) => (each.row === row ? { ...each, ...change } : each)))
  const nextRow = Math.max(-1, ...annotations.map(({ row }) => row)) + 1
  return (
    <fieldset className={classes.field}>
      <legend>Annotations</legend>
      {annotations.map(({ row, name, text }, index) => (
        <div key={row} className={classes.annotation}>
          <input
            type="text"
            className={classes.input}
            aria-label={`Name of annotation ${index + 1}`}
            placeholder="ticket"
            value={name}
            onChange={(event) => replace(row, { name: event.currentTarget.value })}
          />
          <input
            type="text"
            className={classes.input}
            aria-label={`Text of annotation ${index + 1}`}
            placeholder="https://…"
            value={text}
            onChange={(event) => replace(row, { text: event.currentTarget.value })}
          />
          <button
            type="button"
            className={classes.remove}
            aria-label={`Remove annotation ${name === '' ? index + 1 : name}`}
            onClick={() => onChange(annotations.filter((each) => each.row !== row))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className={classes.word}
        onClick={() => onChange([...annotations, { row: nextRow, name: '', text: '' }])}
      >
        add an annotation
      </button>
      <Problem text={problem} />
    </fieldset>
  )
}
