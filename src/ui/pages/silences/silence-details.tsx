// Everything about one silence, opened below its line or on a page of its own.

import { Link } from '@tanstack/react-router'
import { formatMatchers } from '../../../model/matcher.ts'
import { MatcherChip } from '../../components/labels/matcher-chip.tsx'
import { TextWithLinks } from '../../components/text/safe-link.tsx'
import { ExactTime } from '../../components/time/times.tsx'
import { Mutes } from './mutes.tsx'
import type { ShownSilence } from './shown-silence.ts'
import { DetailButtons } from './silence-buttons.tsx'
import classes from './silences.module.css'
import type { SilenceState } from './silences-view.ts'

interface SilenceDetailsProps {
  readonly shown: ShownSilence
  readonly state: SilenceState
  readonly count: number
}

export function SilenceDetails({ shown, state, count }: SilenceDetailsProps) {
  const { silence, matchers } = shown
  const annotations = Object.entries(silence.annotations ?? {})
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        <Fact name="Matchers">
          <span className={classes.chips}>
            {matchers.map((matcher, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the matchers of a silence keep their places, and one may be there twice
              <MatcherChip key={index} matcher={matcher} />
            ))}
          </span>
        </Fact>
        <Fact name="Why">
          <span className={classes.comment}>
            <TextWithLinks text={silence.comment} />
          </span>
        </Fact>
        <Fact name="Who">{silence.createdBy}</Fact>
        <Fact name="When">
          <ExactTime at={silence.startsAt} /> to <ExactTime at={silence.endsAt} />
          <span className={classes.quiet}>
            {' '}
            · changed <ExactTime at={silence.updatedAt} />
          </span>
        </Fact>
        {state !== 'expired' && (
          <Fact name="Alerts">
            <Mutes shown={shown} state={state} count={count} />{' '}
            <Link to="/alerts" search={{ filter: [formatMatchers(matchers)], silenced: ['true'] }}>
              show them
            </Link>
          </Fact>
        )}
        {annotations.map(([name, text]) => (
          <Fact key={name} name={name}>
            <span className={classes.comment}>
              <TextWithLinks text={text} />
            </span>
          </Fact>
        ))}
        <Fact name="Id">
          <Link to="/silences/$silenceId" params={{ silenceId: silence.id }} className="mono">
            {silence.id}
          </Link>
        </Fact>
      </dl>
      <DetailButtons shown={shown} state={state} />
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
