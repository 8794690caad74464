// Requests as bytes, ready before the clock runs.

/** A POST with a body of JSON, with the headers that Prometheus sends. */
export function postRequest(path: string, json: string): Buffer {
  const body = Buffer.from(json)
  const head = `POST ${path} HTTP/1.1\r\nHost: router.example\r\nUser-Agent: Prometheus/3.5.0\r\nContent-Length: ${body.length}\r\nContent-Type: application/json\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** A GET. It asks for no compression. */
export function getRequest(path: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: router.example\r\nAccept: application/json\r\n\r\n`)
}
