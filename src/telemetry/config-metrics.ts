// What is told of the configuration. Names are Alertmanager's (config/coordinator.go, app/metrics.go).

import type { Registry } from 'prom-client'
import type { EventBus } from '../events/bus.ts'
import type { EventOf } from '../events/event.ts'
import { registerSeries } from './series-metric.ts'

/** Tells of the configuration from here on. Returns the functions that stop it. */
export function tellOfConfig(registry: Registry, bus: EventBus): readonly (() => void)[] {
  let current: EventOf<'config loaded'> | undefined
  let successful = false
  const gauge = (name: string, help: string, read: () => number): void =>
    registerSeries(registry, { name, help, type: 'gauge', read: () => [{ value: read() }] })
  gauge('alertmanager_config_hash', 'A number that changes with the configuration.', () => current?.hash ?? 0)
  gauge('alertmanager_config_last_reload_successful', 'Whether the configuration could be loaded the last time.', () =>
    Number(successful),
  )
  gauge(
    'alertmanager_config_last_reload_success_timestamp_seconds',
    'When the configuration was last loaded.',
    () => (current?.at ?? 0) / 1000,
  )
  gauge('alertmanager_receivers', 'Receivers that a route names.', () => current?.receivers.length ?? 0)
  gauge('alertmanager_integrations', 'Integrations of these receivers.', () => current?.integrations.length ?? 0)
  gauge('alertmanager_inhibition_rules', 'Inhibition rules in the configuration.', () => current?.inhibitRules ?? 0)
  return [
    bus.on('config loaded', (event) => {
      current = event
      successful = true
    }),
    bus.on('config refused', () => {
      successful = false
    }),
  ]
}
