// The way of one notification from its group's flush to its receiver: the stages that may stop alerts, then the
// deliveries, for each integration by itself.

import type { EventBus } from '../events/bus.ts'
import type { Inhibitor } from '../inhibition/inhibitor.ts'
import type { Notification } from '../model/notification.ts'
import type { SilenceStore } from '../silences/silence-store.ts'
import type { Deliveries, Holder } from './deliveries.ts'
import { runStages, type Stage } from './stage.ts'
import { activeTimesStage } from './stages/active-times.ts'
import { inhibitStage } from './stages/inhibit.ts'
import { muteTimesStage } from './stages/mute-times.ts'
import { silenceStage } from './stages/silence.ts'
import type { TimeIntervals } from './time-intervals.ts'

export interface PipelineOptions {
  readonly bus: EventBus
  readonly inhibitor: Inhibitor
  readonly silences: Pick<SilenceStore, 'silencedBy'>
  readonly timeIntervals: TimeIntervals
  readonly deliveries: Deliveries
}

/** Decides whether, and sees that it is delivered. Rebuilt with each configuration. */
export class Pipeline {
  readonly #bus: EventBus
  readonly #stages: readonly Stage[]
  readonly #deliveries: Deliveries

  constructor({ bus, inhibitor, silences, timeIntervals, deliveries }: PipelineOptions) {
    this.#bus = bus
    this.#deliveries = deliveries
    this.#stages = [
      inhibitStage(inhibitor),
      activeTimesStage(timeIntervals),
      muteTimesStage(timeIntervals),
      silenceStage(silences),
    ]
  }

  /**
   * Takes a notification all the way. True when nothing is left to tell: everything that had to be told was, or was
   * stopped on purpose; the group may then forget what is resolved. False when an integration was not told, or a later
   * flush of the group replaced this one: that one tells it.
   */
  run(notification: Notification, holder: Holder): Promise<boolean> {
    const passed = runStages(this.#stages, notification, this.#bus)
    if (passed !== undefined) return this.#deliveries.tell(passed, holder)
    this.#deliveries.drop(holder)
    return Promise.resolve(true)
  }
}
