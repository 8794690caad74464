// The form of a silence: left what is written, right what it would mute. The button repeats it all.

import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { WireSilence } from '../../../api/v2/schema.ts'
import { failureWords } from '../../api/failure-words.ts'
import type { FilterBarHandle } from '../../components/filter-bar/filter-bar.tsx'
import { formatMoment } from '../../components/time/format-time.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { AnnotationsField } from './annotations-field.tsx'
import { checkDraft, postedDraft } from './draft.ts'
import { TextField } from './field.tsx'
import { lastingWords } from './lasting.ts'
import { MatchersField } from './matchers-field.tsx'
import { previewSentence, previewWarning, submitWords } from './preview.ts'
import { PreviewPanel } from './preview-panel.tsx'
import classes from './silence-form.module.css'
import { TimeField } from './time-field.tsx'
import type { WrittenDraft } from './use-draft.ts'
import { useSaveSilence } from './use-save-silence.ts'

interface SilenceFormProps {
  readonly written: WrittenDraft
  /** The first word of the button. */
  readonly verb: string
  /** The silence that is changed; undefined for a new one. */
  readonly replaced: WireSilence | undefined
  /** Asked before it is saved: what is changed then, or why it is not saved yet. */
  readonly beforeSave?: () => Promise<{ readonly replaced: WireSilence | undefined } | { readonly wait: string }>
  /** Stands above the fields. */
  readonly children?: ReactNode
}

export function SilenceForm({ written, verb, replaced, beforeSave, children }: SilenceFormProps) {
  const { live, clock, settings } = useServices()
  useEffect(() => live.pause(), [live])
  const router = useRouter()
  const zone = useObservable(settings.timeZone)
  const save = useSaveSilence()
  const matchersField = useRef<FilterBarHandle>(null)
  const form = useRef<HTMLFormElement>(null)
  const [hasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { draft, checked, preview, previewNow, change } = written
  const problems = hasTried ? checked.problems : {}
  const hasMatchers = checked.matchers.length > 0
  const when = { from: checked.from, now: clock.now(), zone }
  const wording = {
    verb,
    lasting: lastingWords(draft.lasting, when),
    ...(draft.start === undefined ? {} : { start: formatMoment(checked.from, when.now, zone) }),
  }

  const send = async (): Promise<void> => {
    const before = beforeSave === undefined ? { replaced } : await beforeSave()
    if ('wait' in before) return setFailure(before.wait)
    const final = checkDraft(draft, { now: clock.now(), zone })
    const posted = postedDraft(draft, final, before.replaced)
    await save({ posted, replaced: before.replaced, words: pastWords(submitWords(previewNow(), wording)) })
  }
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    setFailure(undefined)
    if (checked.problems.matchers !== undefined) return matchersField.current?.focus()
    if (Object.keys(checked.problems).length > 0) return focusFirstWrong(form.current)
    setSaving(true)
    try {
      await send()
    } catch (error) {
      setFailure(`${failureWords(error)} What you typed is kept.`)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form ref={form} className={classes.form} noValidate onSubmit={(event) => void onSubmit(event)}>
      <div className={classes.first}>
        {children}
        <MatchersField
          ref={matchersField}
          chips={draft.chips}
          onChange={(chips) => change({ chips })}
          matchers={checked.matchers}
          counts={preview.byMatcher}
          problem={problems.matchers}
        />
      </div>
      <PreviewPanel
        sentence={hasMatchers ? previewSentence(preview) : undefined}
        warning={hasMatchers ? previewWarning(preview, checked.matchers) : undefined}
        preview={preview}
      />
      <div className={classes.rest}>
        <TimeField
          start={draft.start}
          lasting={draft.lasting}
          onStart={(start) => change({ start })}
          onLasting={(lasting) => change({ lasting })}
          problems={{ start: problems.start, lasting: problems.lasting }}
          hasBegun={replaced?.status.state === 'active'}
        />
        <TextField
          label="Who"
          value={draft.creator}
          onChange={(creator) => change({ creator })}
          problem={problems.creator}
          autoComplete="username"
        />
        <TextField
          label="Why"
          value={draft.comment}
          onChange={(comment) => change({ comment })}
          problem={problems.comment}
          isLong
        />
        <AnnotationsField
          annotations={draft.annotations}
          onChange={(annotations) => change({ annotations })}
          problem={problems.annotations}
        />
        <div className={classes.foot}>
          {failure !== undefined && (
            <p className={classes.failure} role="alert">
              {failure}
            </p>
          )}
          <Button type="submit" loading={isSaving} className={classes.submit ?? ''}>
            {submitWords(preview, wording)}
          </Button>
          <Button
            type="button"
            variant="default"
            onClick={() =>
              router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/silences' })
            }
          >
            Cancel
          </Button>
        </div>
      </div>
    </form>
  )
}

/** `Silence 3 alerts` → `Silenced 3 alerts`. */
function pastWords(words: string): string {
  return words.replace(/^Silence\b/, 'Silenced').replace(/^Save:\s*silence\b/, 'Saved: silences')
}

function focusFirstWrong(form: HTMLFormElement | null): void {
  // After the marks are drawn.
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
