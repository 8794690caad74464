// What comes of an alert with these labels: one sentence for each route that takes it.

import { useMemo } from 'react'
import type { Instant } from '../../../model/instant.ts'
import type { LabelSet } from '../../../model/labels.ts'
import { formatMoment } from '../../components/time/format-time.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { type RouteAnswer, sentenceFor } from './route-answer.ts'
import { rowId } from './route-outline.tsx'
import classes from './routes.module.css'
import type { RoutingTable } from './wire-tree.ts'

interface AnswerPanelProps {
  readonly table: RoutingTable
  readonly answer: RouteAnswer
  readonly labels: LabelSet
  readonly at: Instant
}

export function AnswerPanel({ table, answer, labels, at }: AnswerPanelProps) {
  const zone = useObservable(useServices().settings.timeZone)
  const sentences = useMemo(
    () =>
      answer.targets.map((route) => ({
        id: route.id,
        row: rowId(route),
        ...sentenceFor(route, labels, {
          intervals: table.intervals,
          at,
          momentOf: (end) => formatMoment(end, at, zone),
        }),
      })),
    [answer, labels, table, at, zone],
  )
  return (
    <div className={classes.answer} role="status" aria-live="polite">
      {sentences.map(({ id, row, receiver, rest, muted }, index) => (
        <p key={id}>
          {index === 0 ? 'Goes to ' : 'and to '}
          <button
            type="button"
            className={classes.target}
            title="Show the route"
            onClick={() => document.getElementById(row)?.scrollIntoView({ block: 'center' })}
          >
            {receiver}
          </button>{' '}
          {rest}
          {muted !== undefined && <span className={classes.muted}>; {muted}</span>}.
        </p>
      ))}
    </div>
  )
}
