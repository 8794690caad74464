// One alert: a line that opens in place.

import { memo, useEffect, useRef } from 'react'
import { DropDown } from '../../components/drop-down/drop-down.tsx'
import { safeHref } from '../../components/text/safe-href.ts'
import { Age } from '../../components/time/times.tsx'
import { labelOf } from '../../filter/labels.ts'
import { matchersForLabels } from '../../filter/matchers-for-labels.ts'
import { AlertDetails } from './alert-details.tsx'
import classes from './alerts.module.css'
import type { ShownGroup } from './arrange.ts'
import type { PlacedEntry } from './keep-places.ts'
import { lineLabels } from './line-labels.ts'
import { silenceHref } from './silence-search.ts'
import { StateMark } from './state-mark.tsx'

/** What a person may do with a line. The same object for all lines, so that a line is drawn again only when it changed. */
export interface LineActions {
  readonly toggleOpen: (fingerprint: string) => void
  readonly toggleSelected: (fingerprint: string, isRange: boolean) => void
  readonly pick: (name: string, value: string, isExcluded: boolean) => void
  /** The line has got the focus. */
  readonly enter: (key: string) => void
}

interface AlertLineProps {
  readonly rowKey: string
  readonly line: PlacedEntry
  readonly group: ShownGroup
  readonly isOpen: boolean
  readonly isSelected: boolean
  /** Whether keys have led here: then it takes the focus. */
  readonly isTarget: boolean
  readonly actions: LineActions
}

export const AlertLine = memo(function AlertLine(props: AlertLineProps) {
  const { rowKey, line, group, isOpen, isSelected, isTarget, actions } = props
  const { alert, severity, states, mutedBy, isRestored } = line.entry
  const { fingerprint, labels, annotations } = alert
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isTarget) opener.current?.focus({ preventScroll: true })
  }, [isTarget])

  const summary =
    labelOf(annotations, 'summary') || labelOf(annotations, 'description') || labelOf(annotations, 'message')
  const shown = lineLabels(labels, { title: group.title, shared: group.shared })
  const name = labelOf(labels, 'alertname')
  const source = safeHref(alert.generatorURL ?? '')
  const silence = silenceHref(matchersForLabels(labels))
  return (
    <div className={classes.alert} data-severity={group.worst} data-gone={line.isGone} data-selected={isSelected}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same for keys; the line is a larger target for pointers */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className={classes.line} onClick={() => actions.toggleOpen(fingerprint)}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: keeps a click on the box from opening the line */}
        <label className={classes.select} onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            checked={isSelected}
            aria-label={`Select ${name} ${shown.map(({ value }) => value).join(' ')}`}
            onChange={(event) => actions.toggleSelected(fingerprint, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
        <button
          ref={opener}
          type="button"
          className={classes.opener}
          aria-expanded={isOpen}
          onClick={(event) => {
            event.stopPropagation()
            actions.toggleOpen(fingerprint)
          }}
          onFocus={() => actions.enter(rowKey)}
        >
          {!Object.hasOwn(group.title, 'alertname') && name !== '' && <span className={classes.lineName}>{name}</span>}
          {shown.length > 0 && (
            <span className={classes.lineLabels}>
              {shown.map((label) => (
                <span key={label.name} title={`${label.name}="${label.value}"`}>
                  {!label.speaksForItself && <span className={classes.labelName}>{label.name} </span>}
                  <span className={classes.lineValue}>{label.value}</span>
                </span>
              ))}
            </span>
          )}
          <span className={shown.length === 0 ? classes.summaryAlone : classes.summary}>
            {summary || (shown.length === 0 ? name || 'an alert without a name' : '')}
          </span>
        </button>
        <span className={classes.marks}>
          {line.isGone && <span className={classes.mark}>gone</span>}
          {isRestored && (
            <span className={classes.mark} title="Known from before the restart, and not sent again since">
              restored
            </span>
          )}
          {group.worst !== severity && (
            <span className={classes.severityWord} data-severity={severity}>
              {severity === 'other' ? labelOf(labels, 'severity') : severity}
            </span>
          )}
          {states.map((state) => state !== 'active' && <StateMark key={state} state={state} />)}
        </span>
        <span className={classes.age}>
          <Age at={alert.startsAt} />
        </span>
        <span className={classes.actions}>
          {source === undefined ? (
            <span />
          ) : (
            <a href={source} target="_blank" rel="noopener noreferrer" onClick={(event) => event.stopPropagation()}>
              source
            </a>
          )}
          <a href={silence} onClick={(event) => event.stopPropagation()}>
            silence
          </a>
        </span>
        <LineMenu source={source} silence={silence} />
      </div>
      {isOpen && <AlertDetails alert={alert} mutedBy={mutedBy} group={group} onPick={actions.pick} />}
    </div>
  )
})

/** The same actions where there is no room for them. */
function LineMenu({ source, silence }: { readonly source: string | undefined; readonly silence: string }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the line from opening
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span className={classes.lineMenu} onClick={(event) => event.stopPropagation()}>
      <DropDown button="⋯" buttonClass={classes.menuDots} label="Actions" panelLabel="Actions">
        {(close) => (
          <>
            <a className={classes.menuLine} href={silence} onClick={close}>
              Silence
            </a>
            {source !== undefined && (
              <a className={classes.menuLine} href={source} target="_blank" rel="noopener noreferrer" onClick={close}>
                Source
              </a>
            )}
          </>
        )}
      </DropDown>
    </span>
  )
}
