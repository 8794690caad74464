// The URL by which people reach this server, and the prefix under which its endpoints lie. As Alertmanager's app/url.go.

import { CommandLineError } from './command-line.ts'

export interface ExternalURLInput {
  /** The flag's text; '' when it was not given. */
  readonly external: string
  /** The port of the first listener, for the default. Undefined for a socket whose port is unknown. */
  readonly port: number | undefined
  readonly hostname: () => string
}

/**
 * The external URL without a slash at its end. Without the flag it is http://, the host name and the port.
 * @throws CommandLineError
 */
export function resolveExternalURL({ external, port, hostname }: ExternalURLInput): string {
  const written = external === '' ? `http://${hostname()}:${port ?? ''}/` : external
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(written)?.[1]?.toLowerCase() ?? ''
  if (scheme !== 'http' && scheme !== 'https') {
    throw new CommandLineError(`"${written}": invalid "${scheme}" scheme, only 'http' and 'https' are supported`)
  }
  const found = /^[a-z]+:\/\/([^/?#]*)([^?#]*)([?#].*)?$/i.exec(written)
  // URL checks the host and the port; its own text is not used, since it would change case, escapes and default ports.
  if (found === null || !URL.canParse(written)) throw new CommandLineError(`"${written}" is not a URL`)
  const [, authority, path = '', rest = ''] = found
  return `${scheme}://${authority}${path.replace(/\/+$/, '')}${rest}`
}

/** The prefix of every endpoint: '/' for none, else '/like/this'. `flag` is --web.route-prefix, '' when not given. */
export function routePrefix(flag: string, externalURL: string): string {
  const path = flag === '' ? decodePath(new URL(externalURL).pathname) : flag
  return `/${path.replace(/^\/+|\/+$/g, '')}`
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
