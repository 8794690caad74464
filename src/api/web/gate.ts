// Who may enter: the seam between the server and the web configuration file.

import type { PlainAnswer } from '../plain-answer.ts'

/** Asked once for each request, before anything else is done with it. */
export interface WebGate {
  /** @param authorization the request's header of that name */
  admit(authorization: string | undefined): Promise<Admission>
}

export interface Admission {
  /** To be added to the answer, whatever it is. */
  readonly headers: Readonly<Record<string, string>>
  /** What is answered instead of going on. */
  readonly refusal?: PlainAnswer
}
