// Draws the notices.

import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import classes from './notice-list.module.css'

export function NoticeList() {
  const { notices } = useServices()
  const shown = useObservable(notices.shown)
  return (
    <div className={classes.list} role="status" aria-live="polite">
      {shown.map(({ id, text, tone, action }) => (
        <div key={id} className={classes.notice} data-tone={tone}>
          <span className={classes.text}>{text}</span>
          {action !== undefined && (
            <button
              type="button"
              className={classes.action}
              onClick={() => {
                notices.close(id)
                action.run()
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            className={classes.close}
            aria-label="Close this message"
            onClick={() => notices.close(id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
