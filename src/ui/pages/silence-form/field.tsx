// A field with its name above and, once it was asked for, what is wrong with it below.

import { type ReactNode, useId } from 'react'
import classes from './silence-form.module.css'

export function Problem({ text, id }: { readonly text: string | undefined; readonly id?: string }) {
  if (text === undefined) return null
  return (
    <p {...(id === undefined ? {} : { id })} className={classes.problem} role="alert">
      {text}
    </p>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
  readonly isLong?: boolean
  readonly autoComplete?: string
  readonly hint?: ReactNode
}

export function TextField({
  label,
  value,
  onChange,
  problem,
  isLong = false,
  autoComplete = 'off',
  hint,
}: TextFieldProps) {
  const id = useId()
  const shared = {
    id,
    className: classes.input,
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-problem`,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value),
  }
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      {isLong ? <textarea rows={3} {...shared} /> : <input type="text" autoComplete={autoComplete} {...shared} />}
      {hint}
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  )
}
