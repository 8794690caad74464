// What long answers share beside the owners of state.

import type { ApiDeps } from '../deps.ts'
import type { Turns } from '../turns.ts'
import type { AlertViews } from './alert-views.ts'

export interface ReadDeps {
  readonly deps: ApiDeps
  readonly views: AlertViews
  readonly turns: Turns
}
