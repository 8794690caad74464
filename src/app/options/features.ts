// The experiments that --enable-feature turns on. As Alertmanager's featurecontrol.

import { nearestName } from '../../schema/nearest-name.ts'
import { CommandLineError } from './command-line.ts'
import { type FeatureName, featureNames } from './flag-table.ts'

/** Which experiments are on, and what follows from them. */
export interface Features {
  readonly names: ReadonlySet<FeatureName>
  /** How matchers are read. */
  readonly matcherMode: 'fallback' | 'classic-mode' | 'utf8-strict-mode'
  /** Adds receiver_name to the notification metrics. */
  readonly receiverNameInMetrics: boolean
  /** Adds alertname to alertmanager_alerts_limited_total. */
  readonly alertNamesInMetrics: boolean
  /** Adds group_key to alertmanager_alerts. */
  readonly groupKeyInMetrics: boolean
  readonly warnings: readonly string[]
}

const warnings: Readonly<Record<FeatureName, string>> = {
  'alert-names-in-metrics': 'Alert names in metrics are enabled',
  'receiver-name-in-metrics': 'Receiver names in metrics are enabled (experimental)',
  'group-key-in-metrics': 'Group keys in metrics are enabled (experimental)',
  'classic-mode': 'Classic mode is enabled: matchers are read by the classic parser alone',
  'utf8-strict-mode': 'UTF-8 strict mode is enabled: matchers are read by the UTF-8 parser alone',
  'auto-gomemlimit':
    "No effect: auto-gomemlimit (it sets Go's memory limit; here, use NODE_OPTIONS=--max-old-space-size)",
  'event-recorder': 'No effect: event-recorder (there is no event recorder yet)',
}

/** Reads the flag's text: names, separated by commas. @throws CommandLineError */
export function readFeatures(text: string): Features {
  const names = new Set(text === '' ? [] : text.split(',').map(readFeature))
  if (names.has('classic-mode') && names.has('utf8-strict-mode')) {
    throw new CommandLineError('cannot have both classic and UTF-8 modes enabled')
  }
  return {
    names,
    matcherMode: names.has('classic-mode')
      ? 'classic-mode'
      : names.has('utf8-strict-mode')
        ? 'utf8-strict-mode'
        : 'fallback',
    receiverNameInMetrics: names.has('receiver-name-in-metrics'),
    alertNamesInMetrics: names.has('alert-names-in-metrics'),
    groupKeyInMetrics: names.has('group-key-in-metrics'),
    warnings: [...names].map((name) => warnings[name]),
  }
}

function readFeature(word: string): FeatureName {
  const found = featureNames.find((name) => name === word)
  if (found !== undefined) return found
  const nearest = nearestName(word, featureNames)
  throw new CommandLineError(`unknown option '${word}'${nearest === undefined ? '' : ` (did you mean '${nearest}'?)`}`)
}
