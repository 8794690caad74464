// What went wrong with a change, in words, and what to do about it.

import { ApiError } from './client.ts'

/** One or two sentences. Nothing was changed where this is said. */
export function failureWords(error: unknown): string {
  if (!(error instanceof ApiError))
    return `The page made a mistake: ${error instanceof Error ? error.message : String(error)}`
  switch (error.kind) {
    case 'unreachable':
      return 'The server cannot be reached, so nothing was changed. Try again when it is back.'
    case 'signed out':
      return 'The login has expired, so nothing was changed. Sign in in another tab, then try again here.'
    case 'refused':
      return refusalWords(error)
    default:
      return error.kind satisfies never
  }
}

function refusalWords({ status, message }: ApiError): string {
  if (status === 403) return 'You may not do this here: the server or the proxy before it forbids it.'
  if (status === 404) return 'It is not there any more: the server has forgotten it. Make a new one.'
  if (status === 429) return 'The server has too much to do. Try again in a moment.'
  if (status >= 500)
    return `The server could not keep it, so nothing was changed: ${message.replace(/\.?$/, '.')} The Status page may say more.`
  return `The server refused it: ${message}`
}
