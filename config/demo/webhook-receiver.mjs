// A webhook receiver to watch: prints a line for each alert of each notification, and answers GET with the last notifications.
// `node config/demo/webhook-receiver.mjs` runs it without Docker; PORT (5001) is where it listens.

import { createServer } from 'node:http'

const kept = 100
const notifications = []
let received = 0

const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return answer(request.url, response)
  let body = ''
  for await (const part of request.setEncoding('utf8')) body += part
  try {
    take(JSON.parse(body))
    response.end()
  } catch (error) {
    response.writeHead(400).end(String(error))
  }
})

function take(notification) {
  received += 1
  notifications.push(notification)
  if (notifications.length > kept) notifications.shift()
  for (const { status, labels, annotations } of notification.alerts) {
    const { alertname, ...others } = labels
    const rest = Object.entries(others).map(([name, value]) => `${name}=${value}`)
    process.stdout.write(`${status.toUpperCase()} ${alertname} (${rest.join(' ')}) ${annotations.summary ?? ''}\n`)
  }
}

function answer(url, response) {
  if (url === '/metrics') {
    response.setHeader('content-type', 'text/plain; version=0.0.4')
    return response.end(`# TYPE webhook_notifications_total counter\nwebhook_notifications_total ${received}\n`)
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(notifications, undefined, 2))
}

// As the first process of a container it gets no default handler for signals.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0))
server.listen(Number(process.env.PORT ?? 5001))
