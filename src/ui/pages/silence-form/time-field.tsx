// When a silence begins, and how long it lasts: presets, or an exact time.

import { type ReactNode, useId } from 'react'
import { hour } from '../../../model/instant.ts'
import { formatMoment, formatSpan } from '../../components/time/format-time.ts'
import { useNow } from '../../components/time/times.tsx'
import { instantOfWallText, wallTextOf } from '../../components/time/wall-time.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { Problem } from './field.tsx'
import { endOf, isSameLasting, type Lasting, type Preset, presets } from './lasting.ts'
import classes from './silence-form.module.css'

interface TimeFieldProps {
  readonly start: string | undefined
  readonly lasting: Lasting
  readonly onStart: (start: string | undefined) => void
  readonly onLasting: (lasting: Lasting) => void
  readonly problems: { readonly start?: string | undefined; readonly lasting?: string | undefined }
  /** An active silence that is edited began when it began. */
  readonly hasBegun: boolean
}

export function TimeField({ start, lasting, onStart, onLasting, problems, hasBegun }: TimeFieldProps) {
  const { settings } = useServices()
  const zone = useObservable(settings.timeZone)
  const now = useNow()
  const from = (start === undefined ? now : instantOfWallText(start, zone)) ?? now
  const end = endOf(lasting, { from, now, zone })
  const offered = withOwn(presets, lasting)
  return (
    <>
      <fieldset className={classes.field}>
        <legend>How long</legend>
        <div className={classes.radios}>
          {offered.map((preset) => (
            <Radio
              key={preset.label}
              group="lasting"
              isChecked={isSameLasting(lasting, preset.lasting)}
              onCheck={() => onLasting(preset.lasting)}
            >
              {preset.label}
            </Radio>
          ))}
          <Radio
            group="lasting"
            isChecked={lasting.kind === 'until'}
            onCheck={() => onLasting({ kind: 'until', text: wallTextOf(end ?? from + hour, zone) })}
          >
            exactly until…
          </Radio>
        </div>
        {lasting.kind === 'until' && (
          <DateField
            label="End"
            value={lasting.text}
            isWrong={problems.lasting !== undefined}
            onChange={(text) => onLasting({ kind: 'until', text })}
          />
        )}
        {end !== undefined && (
          <p className={classes.hint}>
            Ends {formatMoment(end, now, zone)}, {end > now ? `in ${formatSpan(end - now)}` : 'which is over'}.
          </p>
        )}
        <Problem text={problems.lasting} />
      </fieldset>
      {!hasBegun && (
        <fieldset className={classes.field}>
          <legend>From</legend>
          <div className={classes.radios}>
            <Radio group="start" isChecked={start === undefined} onCheck={() => onStart(undefined)}>
              now
            </Radio>
            <Radio group="start" isChecked={start !== undefined} onCheck={() => onStart(wallTextOf(now + hour, zone))}>
              later…
            </Radio>
          </div>
          {start !== undefined && (
            <DateField label="Start" value={start} isWrong={problems.start !== undefined} onChange={onStart} />
          )}
          <Problem text={problems.start} />
        </fieldset>
      )}
    </>
  )
}

/** A span that is none of the presets (a silence made again has one) is offered as well. */
function withOwn(offered: readonly Preset[], lasting: Lasting): readonly Preset[] {
  if (lasting.kind !== 'for' || offered.some((preset) => isSameLasting(preset.lasting, lasting))) return offered
  return [{ label: formatSpan(lasting.span), lasting }, ...offered]
}

interface RadioProps {
  readonly group: string
  readonly isChecked: boolean
  readonly onCheck: () => void
  readonly children: ReactNode
}

function Radio({ group, isChecked, onCheck, children }: RadioProps) {
  return (
    <label className={classes.radio}>
      <input type="radio" name={group} className="visually-hidden" checked={isChecked} onChange={onCheck} />
      {children}
    </label>
  )
}

interface DateFieldProps {
  readonly label: string
  readonly value: string
  readonly isWrong: boolean
  readonly onChange: (text: string) => void
}

/** The browser's own: its calendar is the one that the person knows, on a phone too. */
function DateField({ label, value, isWrong, onChange }: DateFieldProps) {
  const id = useId()
  const zone = useObservable(useServices().settings.timeZone)
  return (
    <p className={classes.date}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        className={classes.input}
        value={value}
        aria-invalid={isWrong}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span className="quiet">{zone === 'UTC' ? 'UTC' : 'local time'}</span>
    </p>
  )
}
