// The gate that the web configuration file describes: its headers on every answer, its rate limit, its passwords.
// As exporter-toolkit does: web/handler.go ServeHTTP.

import type { Clock } from '../../clock.ts'
import { textError } from '../plain-answer.ts'
import { BasicAuth } from './basic-auth.ts'
import type { Admission, WebGate } from './gate.ts'
import { RequestRate } from './request-rate.ts'
import type { WebConfig } from './web-config.ts'
import type { WebConfigFile } from './web-config-file.ts'

export class FileGate implements WebGate {
  readonly #file: WebConfigFile
  readonly #auth = new BasicAuth()
  /** From the file as it was at the start: the toolkit does not read the limit again. */
  readonly #rate: RequestRate | undefined
  readonly #onUnusable: (error: unknown) => void

  /** @param onUnusable told when the file has been changed into one that cannot be used */
  constructor(options: {
    readonly file: WebConfigFile
    readonly clock: Clock
    readonly onUnusable: (error: unknown) => void
  }) {
    this.#file = options.file
    this.#onUnusable = options.onUnusable
    const { rateLimit } = options.file.settings().config
    this.#rate = rateLimit.interval === 0 ? undefined : new RequestRate(options.clock, rateLimit)
  }

  async admit(authorization: string | undefined): Promise<Admission> {
    const config = this.#config()
    if (config === undefined) return { headers: {}, refusal: textError(500, 'Internal Server Error') }
    if (this.#rate?.admits() === false) return { headers: {}, refusal: textError(429, 'Too Many Requests') }
    const headers = Object.fromEntries(
      [...config.httpServerConfig.headers].map(([name, value]) => [name.toLowerCase(), value]),
    )
    const users = config.basicAuthUsers
    if (users.size === 0) return { headers }
    if (await this.#auth.admits((user) => users.get(user)?.reveal(), authorization)) return { headers }
    return { headers, refusal: textError(401, 'Unauthorized', { 'www-authenticate': 'Basic' }) }
  }

  #config(): WebConfig | undefined {
    try {
      return this.#file.settings().config
    } catch (error) {
      this.#onUnusable(error)
      return undefined
    }
  }
}
