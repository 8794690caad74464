// The built web page: reads dist/ui when somebody asks for it first, and answers each of its files. There is nothing else here that a path
// could reach.

import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** A file's answer, apart from its status, which is 200. */
export interface PageAnswer {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

interface PageFile {
  readonly type: string
  readonly body: Buffer
  compressed?: Promise<Buffer>
}

const compress = promisify(gzip)

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Smaller files gain nothing. */
const worthCompressing = 1024

const noncePlace = 'STYLE-NONCE'

const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** What dist/ui holds. */
interface Built {
  readonly index: string
  /** All but the page itself, by path below the prefix: `/assets/index-abc.js`. */
  readonly files: ReadonlyMap<string, PageFile>
}

export class PageFiles {
  readonly #directory: string
  /** Read all at once: its names belong together. A start has no use for it. */
  #built: Built | undefined

  private constructor(directory: string) {
    this.#directory = directory
  }

  /** @returns undefined when the page is not built */
  static in(directory: string): PageFiles | undefined {
    return existsSync(join(directory, 'index.html')) ? new PageFiles(directory) : undefined
  }

  /**
   * The page. Scripts and styles come from this server alone. Mantine writes style elements at run time, for its
   * variables: those carry the nonce. Style attributes are set by scripts, which no policy hinders.
   */
  index(): PageAnswer {
    const nonce = randomBytes(16).toString('base64')
    return {
      headers: {
        ...commonHeaders,
        'content-type': types['.html'] as string, // it is in the table
        'cache-control': 'no-cache',
        'content-security-policy': [
          "default-src 'none'",
          "script-src 'self'",
          `style-src 'self' 'nonce-${nonce}'`,
          "img-src 'self' data:",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ].join('; '),
        'cross-origin-opener-policy': 'same-origin',
      },
      body: Buffer.from(this.#read().index.replace(noncePlace, nonce)),
    }
  }

  /**
   * Undefined for what is none of its files.
   * @param path below the prefix: `/assets/index-abc.js`
   * @param acceptEncoding the request's header
   */
  async file(path: string, acceptEncoding: string | undefined): Promise<PageAnswer | undefined> {
    const file = this.#read().files.get(path)
    if (file === undefined) return undefined
    const headers = {
      ...commonHeaders,
      'content-type': file.type,
      // What is in assets/ has a hash of its content in its name.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      vary: 'accept-encoding',
    }
    if (file.body.length < worthCompressing || !/\bgzip\b/.test(acceptEncoding ?? ''))
      return { headers, body: file.body }
    file.compressed ??= compress(file.body, { level: 9 })
    return { headers: { ...headers, 'content-encoding': 'gzip' }, body: await file.compressed }
  }

  #read(): Built {
    this.#built ??= readBuilt(this.#directory)
    return this.#built
  }
}

function readBuilt(directory: string): Built {
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined || entry.name === 'index.html') continue
    const file = join(entry.parentPath, entry.name)
    files.set(`/${relative(directory, file).split(sep).join('/')}`, { type, body: readFileSync(file) })
  }
  const icon = files.get('/favicon.svg')
  if (icon !== undefined) files.set('/favicon.ico', icon)
  return { index: readFileSync(join(directory, 'index.html'), 'utf8'), files }
}
