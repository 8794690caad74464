// What tests of vendor integrations share: an entry as the configuration gives it, and a network that answers by a list.

import { parseConfig } from '../../src/config/config.ts'
import type { SendResult } from '../../src/integrations/contract.ts'
import type { Network, WireFailure, WireReply, WireRequest } from '../../src/integrations/network.ts'
import { buildIntegration, type IntegrationConfig } from '../../src/integrations/registry.ts'
import type { Delivery } from '../../src/model/notification.ts'
import { ConfigError } from '../../src/schema/config-error.ts'
import { defaultRenderers } from './default-renderers.ts'
import { deliveredAlert, deliveryOf } from './delivery.ts'
import { ManualClock } from './manual-clock.ts'

/** An answer, or none. */
export type CannedReply = Partial<WireReply> | WireFailure

/** One vendor, configured. The entry and the keys of `global` are YAML in flow style. */
export interface VendorSetting {
  readonly vendor: string
  readonly entry: string
  readonly global?: string
}

/** The entry, with what `global` fills in. Throws a ConfigError. */
export function configuredEntry({ vendor, entry, global }: VendorSetting): IntegrationConfig {
  const text = [
    ...(global === undefined ? [] : [`global: ${global}`]),
    'route: {receiver: team}',
    `receivers: [{name: team, ${vendor}_configs: [${entry}]}]`,
  ].join('\n')
  const { receivers } = parseConfig(text, { file: 'alertmanager.yml', mode: 'fallback' })
  return receivers[0]?.integrations[0] as IntegrationConfig // the one that the text has
}

/** What is said against a configuration. */
export function complaintsAbout(setting: VendorSetting): readonly string[] {
  try {
    configuredEntry(setting)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ message }) => message)
    throw error
  }
}

export const someDelivery: Delivery = deliveryOf([deliveredAlert({ alertname: 'Disk' })])

/** An integration that is being asked to send, and what it sent. */
export interface FakedVendor {
  readonly clock: ManualClock
  readonly requests: readonly WireRequest[]
  send(delivery?: Delivery): Promise<SendResult>
}

/** The configured integration over a network that gives these answers in turn, then empty ones with the status 200. */
export function fakedVendor(setting: VendorSetting, replies: readonly CannedReply[] = []): FakedVendor {
  const clock = new ManualClock()
  const requests: WireRequest[] = []
  const network: Network = {
    async request(request) {
      const reply = replies[requests.length] ?? {}
      requests.push(request)
      return 'error' in reply ? (reply as WireFailure) : { status: 200, headers: {}, body: '', ...reply }
    },
  }
  const integration = buildIntegration(configuredEntry(setting), {
    receiver: 'team',
    externalURL: 'http://am',
    clock,
    network,
    ...defaultRenderers(),
  })
  return {
    clock,
    requests,
    send: (delivery = someDelivery) => integration.send(delivery, new AbortController().signal),
  }
}
