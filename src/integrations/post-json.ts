// The request of most vendors: a JSON document, posted.

import { goJson, type JsonValue } from '../model/go-json.ts'
import type { WireRequest } from './network.ts'

/** A request that posts the document. More headers stand beside the content type. */
export function postJson(url: string, document: JsonValue, headers: WireRequest['headers'] = {}): WireRequest {
  return {
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: `${goJson(document)}\n`,
  }
}
