// What long answers share beside the owners of state.

import type { ApiDeps } from '../deps.ts'
import type { Turns } from '../turns.ts'
import type { KeptAnswers } from './kept-answers.ts'

export interface ReadDeps {
  readonly deps: ApiDeps
  readonly kept: KeptAnswers
  readonly turns: Turns
}
