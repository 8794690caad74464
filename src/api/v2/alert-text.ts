// The JSON text of alerts, joined from fragments that are made once for each alert.

import type { Alert } from '../../model/alert.ts'
import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import { formatMillis } from '../../model/timestamp.ts'

/** What silences and inhibitions make of an alert at one instant. */
export interface Suppression {
  readonly silencedBy: readonly string[]
  readonly inhibitedBy: readonly string[]
}

/** The parts of an alert's text that depend on nothing but the alert, in the order in which Alertmanager writes its fields. */
interface Fragments {
  readonly beforeReceivers: string
  readonly beforeStatus: string
  readonly afterStatus: string
}

/** Writes alerts as GET /alerts and GET /alerts/groups show them. */
export class AlertTexts {
  /** Alerts are immutable, so their fragments never change; an alert that was forgotten takes its own with it. */
  readonly #fragments = new WeakMap<Alert, Fragments>()

  /** @param receivers a JSON array, as receiversText makes it */
  text(alert: Alert, receivers: string, status: string): string {
    let fragments = this.#fragments.get(alert)
    if (fragments === undefined) {
      fragments = fragmentsOf(alert)
      this.#fragments.set(alert, fragments)
    }
    return fragments.beforeReceivers + receivers + fragments.beforeStatus + status + fragments.afterStatus
  }
}

function fragmentsOf(alert: Alert): Fragments {
  const link = alert.generatorURL === '' ? '' : `"generatorURL":${goJsonString(alert.generatorURL)},`
  return {
    beforeReceivers: `{"annotations":${goJsonLabels(alert.annotations)},"endsAt":"${formatMillis(alert.endsAt)}","fingerprint":"${alert.labels.fingerprint}","receivers":`,
    beforeStatus: `,"startsAt":"${formatMillis(alert.startsAt)}","status":`,
    afterStatus: `,"updatedAt":"${formatMillis(alert.updatedAt)}",${link}"labels":${goJsonLabels(alert.labels)}}`,
  }
}

export function receiversText(names: readonly string[]): string {
  return `[${names.map((name) => `{"name":${goJsonString(name)}}`).join(',')}]`
}

/** @param mutedBy as JSON, see textList */
export function statusText({ silencedBy, inhibitedBy }: Suppression, mutedBy: string): string {
  if (silencedBy.length === 0 && inhibitedBy.length === 0 && mutedBy === '[]') return plainStatus
  const state = silencedBy.length + inhibitedBy.length > 0 || mutedBy !== '[]' ? 'suppressed' : 'active'
  return `{"inhibitedBy":${textList(inhibitedBy)},"mutedBy":${mutedBy},"silencedBy":${textList(silencedBy)},"state":"${state}"}`
}

const plainStatus = '{"inhibitedBy":[],"mutedBy":[],"silencedBy":[],"state":"active"}'

/** A JSON array of strings. */
export function textList(texts: readonly string[]): string {
  return texts.length === 0 ? '[]' : `[${texts.map(goJsonString).join(',')}]`
}
