// What record-integrations.ts has the real Alertmanager send to a vendor, and integrations.test.ts sends itself: cases,
// and the configuration that both read.

import { goQuote } from '../../../src/model/go-quote.ts'
import type { PostedAlert, PostedStep } from '../../support/posted-alerts.ts'
import type { Answer, SeenRequest } from '../../support/recording-server.ts'
import { yamlString } from '../recorder.ts'

/** How a vendor's server answers one request. */
export interface CannedAnswer {
  /** 200 unless set. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The connection is closed instead. */
  readonly closed?: true
}

/** One configured integration and what it has to tell. Every case has a server of its own. */
export interface IntegrationCase {
  /** Part of the group key: another name makes other hashes. */
  readonly name: string
  /**
   * The entry in the vendor's section, as YAML in flow style. HOST stands for the host and port of the case's server,
   * FILE/key for the path of a file of the case. PROXY stands for the host and port of a proxy that lets every TLS
   * connection end at that server; its certificate is worth nothing (`insecure_skip_verify`).
   */
  readonly config: string
  /** Keys of `global` as YAML in block style, with the same placeholders. */
  readonly global?: string
  /** Contents of files, by key. */
  readonly files?: Readonly<Record<string, string>>
  /** The answers to the first requests; undefined for the vendor's own, which follow, too. */
  readonly answers?: readonly (CannedAnswer | undefined)[]
  readonly receiver?: string
  readonly groupBy?: readonly string[]
  readonly repeatInterval?: string
  /** One plain alert unless set. */
  readonly steps?: readonly PostedStep[]
  /** Nothing is to be sent at all. */
  readonly silent?: true
  /** Where the recorded version sends something else than 0.34, or something that is a fault: what, and what is right. */
  readonly ours?: {
    readonly why: string
    readonly requests: (recorded: readonly WireRecord[]) => readonly WireRecord[]
  }
}

/** The cases of one vendor. */
export interface VendorCases {
  /** As in the registry; `<vendor>_configs` is the section. */
  readonly vendor: string
  /** What the vendor says to a request that it likes; an empty 200 unless set. */
  readonly answer?: (request: SeenRequest) => CannedAnswer
  /** What is kept of a record, where that is not all of it. */
  readonly kept?: (record: WireRecord) => WireRecord
  readonly cases: readonly IntegrationCase[]
}

/** A request, without what HTTP clients differ in by nature. */
export interface WireRecord {
  readonly method: string
  /** Path and query; the host before it where the request came through the proxy. */
  readonly url: string
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body where it is JSON. */
  readonly json?: unknown
  /** The body where it is not. */
  readonly text?: string
}

/** The file `<vendor>.json`. */
export interface IntegrationRecording {
  readonly server: string
  readonly cases: Readonly<Record<string, readonly WireRecord[]>>
}

export const externalURL = 'http://alerts.example.org:9093/am'

/** Far enough ahead that no alert is older than group_wait, which would flush its group before the others came. */
const later = { startsAt: '2098-03-01T10:00:00Z', endsAt: '2099-01-01T00:00:00Z' }
const over = { startsAt: '2024-03-01T12:34:56.12Z', endsAt: '2024-03-01T13:00:00.000000001Z' }

/** One firing alert with a bit of everything. */
export const plain: PostedAlert = {
  labels: { alertname: 'Plain', severity: 'critical', instance: 'db-1' },
  annotations: { summary: 'It broke', runbook: 'https://runbooks.example/plain?a=1&b=2' },
  generatorURL: 'http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
  ...later,
}

/** Three of one group; some labels and annotations are common. */
export const several: readonly PostedAlert[] = ['n10', 'n2', 'n1'].map((instance) => ({
  labels: { alertname: 'Several', instance, job: 'node', zone: instance === 'n1' ? 'b' : 'a' },
  annotations: { summary: 'Several', description: `on ${instance}` },
  generatorURL: `http://prometheus.example/${instance}`,
  ...later,
}))

/** Characters that one of the formats on the way means something by. */
export const odd: PostedAlert = {
  labels: {
    alertname: 'Odd <b>&amp;</b>',
    quoted: 'q"uo\\te\n{x}\t\u007fü😀\u2028',
    'label with space': "it's *bold* _under_ `code` [a](b) | x",
    名前: '値',
  },
  annotations: { html: "</script><!-- ' -->", control: '\b\f\r\u0001', plus: 'a+b=c&d', at: '@here <!channel> #x' },
  generatorURL: 'javascript:alert("x")',
  ...later,
}

/** A notification about new alerts. */
export function firing(...alerts: readonly PostedAlert[]): PostedStep {
  return { posts: [alerts], reason: 'first notification' }
}

/** A notification that says that all of them are over. */
export function resolved(...alerts: readonly PostedAlert[]): PostedStep {
  return { posts: [alerts.map((alert) => ({ ...alert, ...over }))], reason: 'all alerts resolved' }
}

/** A notification that says that these are over, and others are not. */
export function partlyResolved(...alerts: readonly PostedAlert[]): PostedStep {
  return { posts: [alerts.map((alert) => ({ ...alert, ...over }))], reason: 'some alerts resolved' }
}

/**
 * What every vendor is asked.
 * @param config an entry without send_resolved and without anything that it does not need.
 */
export function usualCases(config: string): readonly IntegrationCase[] {
  const resolving = config.replace(/^\{/, '{send_resolved: true, ')
  return [
    { name: 'defaults', config },
    { name: 'fires and resolves', config: resolving, steps: [firing(plain), resolved(plain)] },
    {
      name: 'several of which one resolves',
      config: resolving,
      steps: [firing(...several), partlyResolved(...several.slice(0, 1))],
    },
    { name: 'odd labels', config, groupBy: ['alertname', 'quoted', 'label with space'], steps: [firing(odd)] },
    { name: 'no group labels', config, groupBy: [], steps: [firing(...several)] },
    {
      name: 'a receiver that looks like a regular expression',
      config,
      receiver: 'a.b*c (d) ü',
      steps: [firing(plain)],
    },
  ]
}

/** The first request is answered by each of these in turn; a second one shows that it is tried again. */
export function answerCases(
  config: string,
  answers: readonly CannedAnswer[] = [
    ...[201, 204, 400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503].map((status) => ({ status, body: 'no' })),
    { status: 304 },
    { closed: true },
  ],
): readonly IntegrationCase[] {
  return answers.map((answer) => ({
    name: `answer ${answerName(answer)}`,
    config,
    answers: [answer],
    ...(answer.status === 429 ? { ours: retriedAnyway } : {}),
  }))
}

/** Alertmanager does so for four of the vendors. */
const retriedAnyway: NonNullable<IntegrationCase['ours']> = {
  why: 'a 429 is retried by every integration',
  requests: (recorded) => (recorded.length === 1 ? [...recorded, ...recorded] : recorded),
}

function answerName({ closed, status = 200, headers, body }: CannedAnswer): string {
  if (closed) return 'that does not come'
  return [status, headers?.['Content-Type'], body === 'no' ? undefined : body]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** Where a case's requests go, and its files. */
export interface CasePlaces {
  readonly host: string
  readonly proxy: string
  file(key: string): string
}

export function receiverName(one: IntegrationCase): string {
  return one.receiver ?? `to ${one.name}`
}

/** A whole configuration for some cases; only a single one may have a `global`. */
export function configurationFor(
  vendor: string,
  cases: readonly { readonly one: IntegrationCase; readonly places: CasePlaces }[],
): string {
  const routes: string[] = []
  const receivers: string[] = []
  const globals: string[] = []
  for (const { one, places } of cases) {
    const name = yamlString(receiverName(one))
    // Short where a next step waits for it, long where a failure must not be told again by the next flush.
    const interval = (one.steps?.length ?? 1) > 1 ? '1s' : '5m'
    routes.push(
      `    - {receiver: ${name}, matchers: [${yamlString(`case=${goQuote(one.name)}`)}], group_by: ${JSON.stringify(one.groupBy ?? ['alertname'])}, group_interval: ${interval}, repeat_interval: ${one.repeatInterval ?? '1h'}}`,
    )
    receivers.push(`  - {name: ${name}, ${vendor}_configs: [${placed(one.config, places)}]}`)
    for (const line of (one.global ?? '').split('\n')) if (line !== '') globals.push(`  ${placed(line, places)}\n`)
  }
  const global = globals.length === 0 ? '' : `global:\n${globals.join('')}`
  return `${global}route:\n  receiver: none\n  group_wait: 1s\n  routes:\n${routes.join('\n')}\nreceivers:\n  - name: none\n${receivers.join('\n')}\n`
}

function placed(text: string, places: CasePlaces): string {
  return text
    .replaceAll('HOST', places.host)
    .replaceAll('PROXY', places.proxy)
    .replace(/FILE\/(\w+)/g, (_, key: string) => places.file(key))
}

/** How the case's server answers. */
export function answering(vendor: VendorCases, one: IntegrationCase): Answer {
  let count = 0
  return (request, response) => {
    const answer = one.answers?.[count++] ?? vendor.answer?.(request) ?? {}
    if (answer.closed) {
      response.destroy()
      return
    }
    response.writeHead(answer.status ?? 200, { ...answer.headers }).end(answer.body ?? '')
  }
}

/** What HTTP clients differ in by nature, and who we say that we are. */
const incomparable: readonly string[] = [
  'host',
  'connection',
  'user-agent',
  'content-length',
  'accept-encoding',
  'transfer-encoding',
]

/** A request as it is kept. */
export function wireRecordOf(request: SeenRequest, options: { readonly proxied: boolean }): WireRecord {
  const headers: Record<string, string> = {}
  for (const name of Object.keys(request.headers).sort()) {
    if (!incomparable.includes(name)) headers[name] = String(request.headers[name])
  }
  const { method, url, body } = request
  return { method, url: options.proxied ? `${request.headers.host}${url}` : url, headers, ...bodyOf(body) }
}

function bodyOf(body: string): Pick<WireRecord, 'json' | 'text'> {
  if (body === '') return {}
  try {
    return { json: JSON.parse(body) }
  } catch {
    return { text: body }
  }
}
