// What the silence would mute now: a sentence, a warning when one should look twice, and the alerts.

import { useQueryClient } from '@tanstack/react-query'
import { useGroups } from '../../api/queries.ts'
import { Moment } from '../../components/time/times.tsx'
import { AlertList } from './alert-list.tsx'
import type { Preview } from './preview.ts'
import classes from './silence-form.module.css'

interface PreviewPanelProps {
  /** Undefined while there is no matcher. */
  readonly sentence: string | undefined
  readonly warning: string | undefined
  readonly preview: Preview
}

export function PreviewPanel({ sentence, warning, preview }: PreviewPanelProps) {
  const queries = useQueryClient()
  const { data, isFetching } = useGroups()
  return (
    <section className={classes.preview} aria-label="What it would mute">
      <div role="status" aria-live="polite">
        <p className={classes.sentence}>{sentence ?? 'Give a matcher to see what it would mute.'}</p>
        {warning !== undefined && <p className={classes.warning}>{warning}</p>}
      </div>
      {data !== undefined && (
        <p className={classes.hint}>
          As of <Moment at={data.now} />.{' '}
          <button
            type="button"
            className={classes.word}
            disabled={isFetching}
            onClick={() => void queries.invalidateQueries({ queryKey: ['groups'] })}
          >
            look again
          </button>
        </p>
      )}
      {sentence !== undefined && (
        <section
          className={classes.previewList}
          aria-label="Alerts that it would mute"
          // What scrolls has to be reached by keys.
          tabIndex={preview.muted.length > 6 ? 0 : undefined}
        >
          <AlertList alerts={preview.muted} />
        </section>
      )}
    </section>
  )
}
