// Fills in the templates of an integration's options for one notification.

import { type Attempt, IntegrationError } from './contract.ts'
import { type Payload, payloadOf } from './payload.ts'

/** Fills in the template of the option that is named. Throws an IntegrationError that names it. */
export type TemplateFiller = (option: string, template: string) => string

/** What filling in needs of an attempt. */
export type FillingAttempt = Pick<Attempt<unknown>, 'delivery' | 'externalURL' | 'render'>

/** Fills in texts; a template that fails ends the attempt for good. */
export function templateFiller(attempt: FillingAttempt, payload: Payload = payloadFor(attempt)): TemplateFiller {
  return (option, template) => {
    try {
      return attempt.render(template, payload)
    } catch (error) {
      throw new IntegrationError(`the template of ${option} failed: ${(error as Error).message}`)
    }
  }
}

/** The data of the attempt's notification. */
export function payloadFor({ delivery, externalURL }: Pick<FillingAttempt, 'delivery' | 'externalURL'>): Payload {
  return payloadOf(delivery, { externalURL })
}
