// Whether what is shown is of now: by a word, and by a mark beside it.

import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import classes from './frame.module.css'

export function LiveMark() {
  const { mode, trouble, isPaused } = useObservable(useServices().connection.state)
  const word = trouble !== undefined ? 'offline' : isPaused ? 'paused' : mode
  return (
    <span className={classes.live} data-word={word} title={meanings[word]}>
      <span aria-hidden="true" className={classes.dot} />
      <span className={classes.liveWord}>{word}</span>
    </span>
  )
}

const meanings = {
  offline: 'The server cannot be reached',
  paused: 'What is shown stands still while you edit',
  connecting: 'Connecting',
  live: 'Changes come by themselves',
  polling: 'Asks the server every 15 seconds',
} as const
