// The file as a whole. As Alertmanager's config/config.go Config.

import { inhibitRuleConfig } from '../inhibition/rule-schema.ts'
import { routeConfig } from '../routing/route-schema.ts'
import { listOrEmpty } from '../schema/collection-fields.ts'
import { type Infer, member, optional } from '../schema/field.ts'
import { object } from '../schema/object.ts'
import { filePath } from '../schema/text-fields.ts'
import { eventRecorderConfig } from './event-recorder-schema.ts'
import { globalConfig } from './global-schema.ts'
import { receiverField } from './receiver-schema.ts'
import { namedTimeIntervals } from './time-interval-schema.ts'
import { tracingConfig } from './tracing-schema.ts'

/** The top level of the configuration file. */
export const configFile = object('the configuration', {
  global: member(optional(globalConfig), 'What receivers fall back to.'),
  route: member(optional(routeConfig), 'The root of the tree of routes.'),
  inhibit_rules: member(listOrEmpty(inhibitRuleConfig), 'Which alerts keep which other ones from being told.'),
  receivers: member(listOrEmpty(receiverField), 'Who can be told, and how.'),
  templates: member(listOrEmpty(filePath), 'Files with templates; `*` and its like are expanded.', { always: true }),
  mute_time_intervals: member(listOrEmpty(namedTimeIntervals), 'Names for time intervals.', {
    deprecated: 'use time_intervals',
  }),
  time_intervals: member(listOrEmpty(namedTimeIntervals), 'Names for time intervals, for routes to refer to.'),
  tracing: member(tracingConfig, 'Where traces are sent. Read and checked, and not acted upon yet.'),
  event_recorder: member(eventRecorderConfig, 'Where events are recorded. Read and checked, and not acted upon yet.'),
})

export type ConfigFile = Infer<typeof configFile>
