// Content-Type and Accept as go-openapi's runtime judges them: application/json in, application/json out.

import { type Answer, problem } from './answer.ts'

/** The answer that refuses the request for its Content-Type or its Accept; undefined when both are fine. */
export function refuseMediaTypes(request: {
  readonly contentType: string | undefined
  readonly accept: string | undefined
  readonly hasBody: boolean
}): Answer | undefined {
  // With a body, what the client sent is taken to be what it accepts too.
  if (request.hasBody) return refuseContentType(request.contentType)
  if (acceptsJson(request.accept)) return undefined
  return problem(406, 'unsupported media type requested, only [application/json] are available')
}

function refuseContentType(header: string | undefined): Answer | undefined {
  if (header === 'application/json') return undefined
  const given = header === undefined || header === '' ? 'application/octet-stream' : header
  const type = (given.split(';', 1)[0] as string).trim().toLowerCase()
  const fault = faultOf(given, type)
  if (fault !== undefined)
    return problem(400, `parsing Content-Type header from ${JSON.stringify(given)} failed, because ${fault}`)
  if (type === 'application/json') return undefined
  return problem(415, `unsupported media type ${JSON.stringify(type)}, only [application/json] are allowed`)
}

/** Why Go's mime.ParseMediaType does not take the header. */
function faultOf(header: string, type: string): string | undefined {
  if (type === '' || type.startsWith('/')) return 'mime: no media type'
  if (type.endsWith('/')) return 'mime: expected token after slash'
  if (/[\s,]/.test(type)) return 'mime: unexpected content after media subtype'
  if (!/^[^/]+\/[^/]+$/.test(type)) return `mediatype: malformed: ${JSON.stringify(type)} has no subtype`
  for (const parameter of header.split(';').slice(1)) {
    if (parameter.trim() !== '' && !/^\s*[^\s=]+=("([^"\\]|\\.)*"|[^\s"]+)\s*$/.test(parameter))
      return 'mime: invalid media parameter'
  }
  return undefined
}

function acceptsJson(header: string | undefined): boolean {
  if (header === undefined) return true
  for (const range of header.split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    if (type !== '*/*' && type !== 'application/*' && type !== 'application/json') continue
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    if (weight === undefined || Number(weight.slice(2)) > 0) return true
  }
  return false
}
