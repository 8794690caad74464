// Asks the server. Addresses are taken relative to the page's own, so that any route prefix and any proxy will do.

/** Why there is no answer, or none that helps. */
export type ApiErrorKind = 'unreachable' | 'signed out' | 'refused'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  /** 0 when nothing was answered. */
  readonly status: number

  constructor(kind: ApiErrorKind, status: number, message: string) {
    super(message)
    this.kind = kind
    this.status = status
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** Told after each request whether the server could be reached. */
export type ReachListener = (reached: ApiErrorKind | 'reached') => void

export class ApiClient {
  readonly #root: URL
  readonly #onReach: ReachListener

  /** @param root the folder that the page lies in */
  constructor(root: URL, onReach: ReachListener) {
    this.#root = root
    this.#onReach = onReach
  }

  /** @param path below the prefix, without a slash before it: `api/v2/status` */
  urlOf(path: string): URL {
    return new URL(path, this.#root)
  }

  /**
   * The answer's JSON; undefined for an empty answer. The caller names the type: the schema files say what each path answers.
   * @throws ApiError
   */
  async request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    try {
      const answer = await this.#request<T>(path, options)
      this.#onReach('reached')
      return answer
    } catch (error) {
      if (error instanceof ApiError) this.#onReach(error.kind === 'refused' ? 'reached' : error.kind)
      throw error
    }
  }

  async #request<T>(path: string, { method = 'GET', body, signal }: RequestOptions): Promise<T> {
    const response = await this.#fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    const text = await this.#textOf(response, signal)
    // A proxy that wants a login answers with its own page, or leads to it.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
    if (response.status === 401 || (response.ok && (isPage || response.redirected))) {
      throw new ApiError('signed out', response.status, 'The login has expired.')
    }
    // What stands between the page and the server says so when the server is away.
    if ([502, 503, 504].includes(response.status) && !isJson(response)) {
      throw new ApiError('unreachable', response.status, `The server is not reachable (${response.status}).`)
    }
    if (!response.ok) throw new ApiError('refused', response.status, messageIn(text, response.status))
    if (text.trim() === '') return undefined as T // the caller knows that this path answers nothing
    return JSON.parse(text) as T // the server's own types; a page from another version is told by its status
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.urlOf(path), init)
    } catch (error) {
      throw this.#unlessAborted(error, init.signal)
    }
  }

  async #textOf(response: Response, signal: AbortSignal | undefined): Promise<string> {
    try {
      return await response.text()
    } catch (error) {
      throw this.#unlessAborted(error, signal)
    }
  }

  #unlessAborted(error: unknown, signal: AbortSignal | null | undefined): unknown {
    return signal?.aborted ? error : new ApiError('unreachable', 0, 'The server is not reachable.')
  }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') ?? false
}

/** Handlers answer a bare JSON string, the layer before them `{"code":…,"message":…}`. */
function messageIn(text: string, status: number): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string') return value
    const { message } = value as { readonly message?: unknown }
    if (typeof message === 'string') return message
  } catch {
    // Not JSON: the text itself is what there is.
  }
  return text.trim().slice(0, 500) || `The server answered ${status}.`
}
