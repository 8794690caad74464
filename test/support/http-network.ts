// The production network for tests against servers on loopback, with what they opened closed at the end.

import { type Clock, SystemClock } from '../../src/clock.ts'
import { HttpNetwork } from '../../src/integrations/http.ts'
import type { WireFailure, WireReply, WireRequest } from '../../src/integrations/network.ts'
import { type HttpClientConfig, httpClient } from '../../src/schema/http-client.ts'
import { initialValues } from '../../src/schema/object.ts'
import { type RawServer, rawServer } from './raw-server.ts'
import { type RecordingServer, recordingServer } from './recording-server.ts'
import { type ScratchDirectory, scratchDirectory } from './scratch-directory.ts'

/** Sends one request, a POST of `{"a":1}` unless told otherwise, with the options of one http_config. */
export type SendRequest = (
  url: string,
  options?: { readonly signal?: AbortSignal; readonly request?: Partial<WireRequest> },
) => Promise<WireReply | WireFailure>

/** Servers, files and networks of one test, which `close` takes away again. */
export class HttpFixture {
  readonly #opened: (() => PromiseLike<unknown>)[] = []

  async serve(...args: Parameters<typeof recordingServer>): Promise<RecordingServer> {
    const server = await recordingServer(...args)
    this.#opened.push(() => server.close())
    return server
  }

  async serveRaw(...args: Parameters<typeof rawServer>): Promise<RawServer> {
    const server = await rawServer(...args)
    this.#opened.push(() => server.close())
    return server
  }

  async files(): Promise<ScratchDirectory> {
    const directory = await scratchDirectory()
    this.#opened.push(() => directory[Symbol.asyncDispose]())
    return directory
  }

  /** A network of its own for one http_config. */
  connect(
    http: Partial<HttpClientConfig> = {},
    options: { readonly clock?: Clock; readonly environment?: Readonly<Record<string, string>> } = {},
  ): SendRequest {
    const network = new HttpNetwork({
      clock: options.clock ?? new SystemClock(),
      version: '1.2.3',
      environment: options.environment ?? {},
    })
    const holder = {}
    this.#opened.push(() => network.release(holder))
    const config = httpConfig(http)
    return (url, { signal = AbortSignal.timeout(20_000), request = {} } = {}) =>
      network.request(
        { method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body: '{"a":1}\n', ...request },
        { holder, http: config, signal },
      )
  }

  async close(): Promise<void> {
    for (const close of this.#opened.splice(0).reverse()) await close()
  }
}

/** An http_config with the defaults for what is not given. */
export function httpConfig(given: Partial<HttpClientConfig> = {}): HttpClientConfig {
  return { ...initialValues(httpClient.members), ...given }
}
