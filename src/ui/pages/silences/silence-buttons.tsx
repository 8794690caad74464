// What can be done with one silence: as buttons on the line, as one menu where there is no room, or all of it in the details.

import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { DropDown } from '../../components/drop-down/drop-down.tsx'
import { CopyButton } from '../../components/text/copy-button.tsx'
import { type Extension, extensions, extensionWords } from './extension.ts'
import type { ShownSilence } from './shown-silence.ts'
import classes from './silences.module.css'
import type { SilenceState } from './silences-view.ts'
import { useSilenceActions } from './use-silence-actions.ts'

interface SilenceButtonsProps {
  readonly shown: ShownSilence
  readonly state: SilenceState
}

/** On the line: the extending behind one button, and the rest as words. */
export function LineButtons({ shown, state }: SilenceButtonsProps) {
  const actions = useSilenceActions()
  const name = shown.matchers.join(', ')
  if (state === 'expired') {
    return (
      <span className={classes.actions}>
        <EditLink shown={shown} state={state} />
      </span>
    )
  }
  return (
    <span className={classes.actions}>
      <ExtendMenu label={`Extend ${name}`} onExtend={(extension) => void actions.extend([shown], extension)} />
      <EditLink shown={shown} state={state} />
      <button
        type="button"
        className={classes.word}
        aria-label={`Expire ${name}`}
        onClick={() => void actions.expire([shown])}
      >
        expire
      </button>
    </span>
  )
}

/** On a phone: everything behind one button. */
export function MoreMenu({ shown, state }: SilenceButtonsProps) {
  const actions = useSilenceActions()
  const name = shown.matchers.join(', ')
  return (
    <span className={classes.more}>
      <DropDown
        button="⋯"
        buttonClass={classes.moreDots}
        label={`Actions for ${name}`}
        panelLabel={`Actions for ${name}`}
      >
        {(close) => (
          <>
            {state !== 'expired' && (
              <ExtendItems
                prefix="Extend "
                onExtend={(extension) => {
                  close()
                  void actions.extend([shown], extension)
                }}
              />
            )}
            <Link
              className={classes.item}
              to="/silences/$silenceId/edit"
              params={{ silenceId: shown.silence.id }}
              onClick={close}
            >
              {state === 'expired' ? 'Recreate' : 'Edit'}
            </Link>
            {state !== 'expired' && (
              <button
                type="button"
                className={classes.item}
                onClick={() => {
                  close()
                  void actions.expire([shown])
                }}
              >
                Expire
              </button>
            )}
          </>
        )}
      </DropDown>
    </span>
  )
}

/** In the details: everything as buttons. */
export function DetailButtons({ shown, state }: SilenceButtonsProps) {
  const actions = useSilenceActions()
  const navigate = useNavigate()
  const { id } = shown.silence
  return (
    <div className={classes.detailButtons}>
      {state !== 'expired' && (
        <>
          {extensions.map((extension) => (
            <Button
              key={extension}
              size="compact-sm"
              variant="default"
              onClick={() => void actions.extend([shown], extension)}
            >
              Extend {extensionWords[extension]}
            </Button>
          ))}
          <Button size="compact-sm" variant="default" onClick={() => void actions.expire([shown])}>
            Expire now
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void navigate({ to: '/silences/$silenceId/edit', params: { silenceId: id } })}
      >
        {state === 'expired' ? 'Recreate' : 'Edit'}
      </Button>
      <CopyButton text={() => new URL(`#/silences/${id}`, location.href).href}>Copy link</CopyButton>
    </div>
  )
}

/** The three ways to extend, behind one word. */
function ExtendMenu({
  label,
  onExtend,
}: {
  readonly label: string
  readonly onExtend: (extension: Extension) => void
}) {
  return (
    <DropDown
      button={
        <>
          extend <span aria-hidden="true">▾</span>
        </>
      }
      buttonClass={classes.word}
      label={label}
      panelLabel={label}
    >
      {(close) => (
        <ExtendItems
          prefix=""
          onExtend={(extension) => {
            close()
            onExtend(extension)
          }}
        />
      )}
    </DropDown>
  )
}

function ExtendItems({
  prefix,
  onExtend,
}: {
  readonly prefix: string
  readonly onExtend: (extension: Extension) => void
}) {
  return extensions.map((extension) => (
    <button key={extension} type="button" className={classes.item} onClick={() => onExtend(extension)}>
      {prefix}
      {extensionWords[extension]}
    </button>
  ))
}

function EditLink({ shown, state }: SilenceButtonsProps) {
  const verb = state === 'expired' ? 'recreate' : 'edit'
  return (
    <Link
      className={classes.word}
      to="/silences/$silenceId/edit"
      params={{ silenceId: shown.silence.id }}
      aria-label={`${verb === 'edit' ? 'Edit' : 'Recreate'} ${shown.matchers.join(', ')}`}
    >
      {verb}
    </Link>
  )
}
