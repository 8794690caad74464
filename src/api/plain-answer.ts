// Answers outside /api/v2 as values, in the forms of Go's net/http: text errors and redirects.

export interface PlainAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const plainText = 'text/plain; charset=utf-8'

/** As http.Error: the text, a newline, and no guessing of its type. */
export function textError(status: number, text: string, headers: Readonly<Record<string, string>> = {}): PlainAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': plainText, 'x-content-type-options': 'nosniff' },
    body: `${text}\n`,
  }
}

const redirectNames: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  302: 'Found',
  307: 'Temporary Redirect',
}

/** As http.Redirect: only a GET gets a page with the link. */
export function redirect(method: string, status: 301 | 302 | 307, location: string): PlainAnswer {
  if (method !== 'GET' && method !== 'HEAD') return { status, headers: { location }, body: '' }
  const href = location.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
  return {
    status,
    headers: { location, 'content-type': 'text/html; charset=utf-8' },
    body: `<a href="${href}">${redirectNames[status]}</a>.\n\n`,
  }
}
