// What a handler of /api/v2 sees of a request.

import type { Query } from '../query.ts'

export interface ApiRequest {
  readonly query: Query
  /** The last part of /silence/{silenceID}, decoded; '' elsewhere. */
  readonly silenceID: string
  readonly body: Buffer | undefined
  /** True when nobody waits for the answer any more. */
  isAbandoned(): boolean
}
