// Says that there is something new, without moving what is read.

import classes from './alerts.module.css'

interface NewsPillProps {
  readonly waiting: number
  readonly gone: number
  readonly onShow: () => void
}

export function NewsPill({ waiting, gone, onShow }: NewsPillProps) {
  const parts = [waiting > 0 && `${waiting} new`, gone > 0 && `${gone} gone`].filter((part) => part !== false)
  return (
    <div className={classes.pillPlace} role="status">
      {parts.length > 0 && (
        <button
          type="button"
          className={classes.pill}
          onClick={() => {
            onShow()
            window.scrollTo({ top: 0 })
          }}
        >
          {parts.join(', ')}
        </button>
      )}
    </div>
  )
}
