import { expect, test } from 'vitest'
import { type Environment, type Options, parseOptions } from './options.ts'

const environment: Environment = {
  hostname: () => 'box',
  parallelism: 2,
  variables: {},
  pid: 7,
  randomBytes: (count) => new Uint8Array(count).map((_, i) => i * 37),
  readFile: () => '# from a file\n--web.timeout=7s\n\n--log.silences\n',
}

function options(argv: readonly string[], changes: Partial<Environment> = {}): Options {
  const parsed = parseOptions(argv, { ...environment, ...changes })
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.options
}

test('without flags: the defaults of Alertmanager', () => {
  expect(options([])).toMatchObject({
    configFile: 'alertmanager.yml',
    storagePath: 'data/',
    retention: 432_000_000,
    maintenanceInterval: 900_000,
    silences: { maxSilences: 0, maxSilenceSizeBytes: 0, log: false },
    alerts: { gcInterval: 1_800_000, perAlertnameLimit: 0 },
    dispatch: { maintenanceInterval: 30_000, startDelay: 0 },
    web: {
      listenAddresses: [{ kind: 'tcp', host: undefined, port: 9093, text: ':9093' }],
      configFile: '',
      externalURL: 'http://box:9093',
      externalURLGiven: false,
      routePrefix: '/',
      getConcurrency: 8,
      timeout: 0,
      corsOrigin: undefined,
      maxBodySize: 33_554_432,
    },
    cluster: { enabled: true, listenAddress: '0.0.0.0:9094', peers: [] },
    features: { matcherMode: 'fallback', receiverNameInMetrics: false },
    log: { level: 'info', format: 'logfmt' },
    warnings: [],
  })
})

test.each<[argv: string[], part: (options: Options) => unknown, expected: unknown]>([
  [['--silences.max-per-silence-bytes=9'], ({ silences }) => silences.maxSilenceSizeBytes, 9],
  [['--silences.max-silences=-3'], ({ silences }) => silences.maxSilences, 0],
  [['--web.timeout=30'], ({ web }) => web.timeout, 30_000],
  [['--web.timeout=-5s'], ({ web }) => web.timeout, 0],
  [['@args'], ({ web, silences }) => [web.timeout, silences.log], [7000, true]],
  [['--web.get-concurrency=1'], ({ web }) => web.getConcurrency, 1],
  [['--web.max-body-size=10MB'], ({ web }) => web.maxBodySize, 10_000_000],
  [['--web.max-body-size=2GiB'], ({ web }) => web.maxBodySize, 2_147_483_648],
  [['--web.max-body-size=512'], ({ web }) => web.maxBodySize, 512],
  [['--web.cors.origin=https?://a'], ({ web }) => web.corsOrigin, 'https?://a'],
  [['--web.external-url=https://x/am//'], ({ web }) => [web.externalURL, web.routePrefix], ['https://x/am', '/am']],
  [['--web.external-url=http://X:80'], ({ web }) => [web.externalURL, web.routePrefix], ['http://X:80', '/']],
  [['--web.external-url=http://x/a%20b/'], ({ web }) => web.routePrefix, '/a b'],
  [['--web.route-prefix=am/x/'], ({ web }) => web.routePrefix, '/am/x'],
  [['--web.external-url=http://x/am', '--web.route-prefix=/'], ({ web }) => web.routePrefix, '/'],
  [['--web.listen-address=127.0.0.1:1'], ({ web }) => web.externalURL, 'http://box:1'],
  [
    ['--web.listen-address=[::1]:1', '--web.listen-address', 'host:2'],
    ({ web }) => web.listenAddresses,
    [
      { kind: 'tcp', host: '::1', port: 1, text: '[::1]:1' },
      { kind: 'tcp', host: 'host', port: 2, text: 'host:2' },
    ],
  ],
  [['--cluster.listen-address='], ({ cluster }) => cluster.enabled, false],
  [['--cluster.peer-name=me'], ({ cluster }) => cluster.peerName, 'me'],
  [[], ({ cluster }) => cluster.peerName, '05AFMSY38DJQW16BGNTZ49EKRX'],
  [['--cluster.peer=a:1', '--cluster.peer=b:2'], ({ cluster }) => cluster.peers, ['a:1', 'b:2']],
  [['--log.level=WARN', '--log.format=json'], ({ log }) => log, { level: 'warn', format: 'json' }],
  [['--enable-feature=classic-mode'], ({ features }) => features.matcherMode, 'classic-mode'],
  [
    ['--enable-feature=group-key-in-metrics,utf8-strict-mode'],
    ({ features }) => [features.groupKeyInMetrics, features.alertNamesInMetrics, features.matcherMode],
    [true, false, 'utf8-strict-mode'],
  ],
  [
    ['--cluster.peer=a:1', '--cluster.probe-timeout=2s', '--web.ui-path=/x'],
    ({ warnings }) => warnings,
    [
      'No effect: --web.ui-path (the web page is part of this program)',
      'No effect: --cluster.peer, --cluster.probe-timeout (instances do not gossip here; this one runs alone)',
    ],
  ],
  [['--enable-feature=event-recorder'], ({ warnings }) => warnings.length, 1],
])('%j', (argv, part, expected) => {
  expect(part(options(argv))).toEqual(expected)
})

test('systemd sockets take the place of the addresses', () => {
  const variables = { LISTEN_PID: '7', LISTEN_FDS: '2' }
  const { listenAddresses, externalURL } = options(['--web.systemd-socket'], { variables }).web
  expect(listenAddresses).toEqual([
    { kind: 'descriptor', descriptor: 3, text: 'fd:3' },
    { kind: 'descriptor', descriptor: 4, text: 'fd:4' },
  ])
  expect(externalURL).toBe('http://box:')
})

test.each([
  [['--web.systemd-socket'], '--web.systemd-socket: no socket activation file descriptors found'],
  [['--config.file='], '--config.file must not be empty'],
  [['--data.retention=0s'], '--data.retention: must be more than zero'],
  [['--alerts.gc-interval=-1m'], '--alerts.gc-interval: must be more than zero'],
  [['--web.listen-address=9093'], '--web.listen-address: "9093": the port is missing; write `:9093` or `host:9093`'],
  [['--web.listen-address=::1:9093'], '--web.listen-address: "::1:9093": too many colons'],
  [['--web.listen-address=:99999'], '--web.listen-address: ":99999": "99999" is not a port'],
  [['--web.listen-address=vsock://:1'], '--web.listen-address: "vsock://:1": vsock is not supported'],
  [['--web.external-url=localhost:9093'], `--web.external-url: "localhost:9093": invalid "localhost" scheme`],
  [['--web.external-url=ftp://x'], `invalid "ftp" scheme, only 'http' and 'https' are supported`],
  [['--web.external-url=http://x:port'], '--web.external-url: "http://x:port" is not a URL'],
  [['--web.cors.origin=('], '--web.cors.origin: error parsing regexp'],
  [['--web.max-body-size=lots'], '--web.max-body-size: "lots" is not a size'],
  [['--enable-feature=clasic-mode'], "unknown option 'clasic-mode' (did you mean 'classic-mode'?)"],
  [['--web.timout=1s'], "unknown long flag '--web.timout' (did you mean '--web.timeout'?), try --help"],
  [
    ['--silences.max-silence-size-bytes=1', '--silences.max-per-silence-bytes=1'],
    "flag 'silences.max-silence-size-bytes' cannot be repeated",
  ],
])('%j is refused', (argv, message) => {
  expect(parseOptions(argv, environment)).toMatchObject({
    ok: false,
    exitCode: 1,
    message: expect.stringContaining(message),
  })
})

test('--help lists every flag that is not hidden, 80 columns wide', () => {
  const parsed = parseOptions(['-h'], environment)
  if (parsed.ok) throw new Error('-h did not stop')
  expect(parsed.message).toContain('--[no-]log.silences')
  expect(parsed.message).toContain('--web.listen-address=:9093 ...')
  expect(parsed.message).not.toContain('web.ui-path')
  expect(parsed.message.split('\n').filter((line) => line.length > 80)).toEqual([])
})
