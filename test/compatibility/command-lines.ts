// The command lines whose fate record-cli.ts records: which ones Alertmanager and amtool take, and what they say of the others.

/** One command line of the server. */
export interface FlagLine {
  readonly argv: readonly string[]
  /** What we say instead, or true where we take what Alertmanager refuses. With the reason in a comment. */
  readonly ours?: string | true
}

export const flagLines: readonly FlagLine[] = [
  { argv: [] },
  { argv: ['--nosuch'] },
  { argv: ['--nosuch=3'] },
  { argv: ['--no-nosuch'] },
  { argv: ['-x'] },
  { argv: ['-hx'] },
  { argv: ['---x'] },
  { argv: ['--=x'] },
  // We name the nearest flag.
  { argv: ['--web.timout=3s'], ours: "unknown long flag '--web.timout' (did you mean '--web.timeout'?)" },
  { argv: ['--config.fil=x'], ours: "unknown long flag '--config.fil' (did you mean '--config.file'?)" },
  { argv: ['--no-config.file=x'], ours: "unknown long flag '--no-config.file' (did you mean '--config.file'?)" },
  { argv: ['foo'] },
  { argv: ['--', 'foo'] },
  { argv: ['--', '--config.file=x'] },
  { argv: [''] },
  // Theirs forgets the word.
  { argv: ['-'], ours: 'unexpected -' },
  { argv: ['--log.silences=true'] },
  { argv: ['--no-log.silences=x'] },
  { argv: ['--log.silences'] },
  { argv: ['--no-log.silences'] },
  { argv: ['--log.silences', '--log.silences'] },
  { argv: ['--log.silences', '--no-log.silences'] },
  { argv: ['--config.file'] },
  { argv: ['--config.file', '--web.timeout=3s'] },
  { argv: ['--config.file', '-h'] },
  { argv: ['--config.file', '-'] },
  { argv: ['--config.file=a', '--config.file=b'] },
  { argv: ['--config.file', 'a', '--config.file', 'b'] },
  { argv: ['--config.file', '@nofile'] },
  // The reason is the runtime's.
  {
    argv: ['@nofile'],
    ours: `failed to open arguments file "nofile": ENOENT: no such file or directory, open 'nofile'`,
  },
  { argv: ['@'] },
  { argv: ['--web.listen-address=127.0.0.1:0', '--web.listen-address'] },
  { argv: ['--web.listen-address=127.0.0.1:0', '--web.listen-address=127.0.0.1:0'] },
  { argv: ['--web.timeout=5s'] },
  { argv: ['--web.timeout', '1m30s'] },
  { argv: ['--web.timeout=0'] },
  { argv: ['--web.timeout=-5s'] },
  { argv: ['--web.timeout', '-5s'] },
  { argv: ['--web.timeout=.5s'] },
  { argv: ['--web.timeout=1h1.5m'] },
  { argv: ['--web.timeout=+1us'] },
  { argv: ['--web.timeout=1µs2μs'] },
  // prometheus-operator writes seconds without their unit.
  { argv: ['--web.timeout=30'], ours: true },
  // Values: we name the flag, and what a value has to look like.
  {
    argv: ['--data.retention=30'],
    ours: '--data.retention: missing unit in duration "30" (write 30s, 5m, 2h or 1d)',
  },
  { argv: ['--web.timeout=1x'], ours: '--web.timeout: unknown unit "x" in duration "1x"' },
  { argv: ['--web.timeout='], ours: '--web.timeout: invalid duration ""' },
  { argv: ['--web.timeout=s'], ours: '--web.timeout: invalid duration "s"' },
  { argv: ['--web.timeout=1 s'], ours: '--web.timeout: unknown unit " s" in duration "1 s"' },
  { argv: ['--data.retention=5d'] },
  { argv: ['--data.retention=1w2d3h'] },
  { argv: ['--silences.max-silences=5'] },
  { argv: ['--silences.max-silences=-5'] },
  { argv: ['--silences.max-silences', '-5'] },
  { argv: ['--silences.max-silences=1.9'] },
  { argv: ['--silences.max-silences=1e3'] },
  { argv: ['--silences.max-silences=abc'], ours: '--silences.max-silences: "abc" is not a number' },
  { argv: ['--silences.max-silences='], ours: '--silences.max-silences: "" is not a number' },
  { argv: ['--silences.max-silences=0x10'], ours: '--silences.max-silences: "0x10" is not a number' },
  // The name that prometheus-operator uses.
  { argv: ['--silences.max-per-silence-bytes=100'], ours: true },
  { argv: ['--auto-gomemlimit.ratio=x'], ours: '--auto-gomemlimit.ratio: "x" is not a number' },
  {
    argv: ['--log.level=bad'],
    ours: '--log.level: unrecognized log level bad (one of debug, info, warn, error)',
  },
  { argv: ['--log.level='], ours: '--log.level: unrecognized log level  (one of debug, info, warn, error)' },
  { argv: ['--log.level=INFO'] },
  { argv: ['--log.level=error', '--log.level=info'] },
  { argv: ['--log.format=bad'], ours: '--log.format: unrecognized log format bad (one of logfmt, json)' },
  { argv: ['--log.format=json'] },
  { argv: ['--cluster.peer=127.0.0.1:1', '--cluster.peer=127.0.0.1:2'] },
  { argv: ['--version'] },
  { argv: ['--no-version'] },
  { argv: ['--version', '--nosuch'] },
  { argv: ['--nosuch', '--version'] },
  { argv: ['--web.timeout=x', '--version'] },
  { argv: ['--help'] },
  { argv: ['-h'] },
  { argv: ['--no-help'] },
  { argv: ['--help', '--nosuch'] },
  { argv: ['--nosuch', '--help'] },
  { argv: ['--help', '--web.timeout=x'] },
  { argv: ['--help', '--version'] },
  { argv: ['--enable-feature='] },
  { argv: ['--enable-feature=classic-mode'] },
  {
    argv: ['--enable-feature=utf8-strict-mode,receiver-name-in-metrics,alert-names-in-metrics,group-key-in-metrics'],
  },
  { argv: ['--enable-feature=auto-gomemlimit,event-recorder'] },
  // Theirs is a log line by then; the reason is the same.
  { argv: ['--enable-feature=foo'], ours: "--enable-feature: unknown option 'foo'" },
  {
    argv: ['--enable-feature=auto-gomaxprocs'],
    ours: "--enable-feature: unknown option 'auto-gomaxprocs'",
  },
  { argv: ['--enable-feature=classic-mode,'], ours: "--enable-feature: unknown option ''" },
  {
    argv: ['--enable-feature=classic-mode, event-recorder'],
    ours: "--enable-feature: unknown option ' event-recorder' (did you mean 'event-recorder'?)",
  },
  {
    argv: ['--enable-feature=classic-mode,utf8-strict-mode'],
    ours: '--enable-feature: cannot have both classic and UTF-8 modes enabled',
  },
  {
    argv: ['--enable-feature=auto-gomemlimit', '--auto-gomemlimit.ratio=2'],
    ours: '--auto-gomemlimit.ratio must be greater than 0 and less than or equal to 1',
  },
  { argv: ['--auto-gomemlimit.ratio=2'] },
]

const good = `route:
  receiver: none
receivers:
  - name: none
  - name: other
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [alertname]
`

/** The files that check-config is called with. */
export const configFiles: Readonly<Record<string, string>> = {
  'good.yml': good,
  'templates.yml': `${good}templates: ['*.tmpl', 'none/*.tmpl']\n`,
  'page.tmpl': '{{ define "page" }}a{{ end }}',
  'no-receiver.yml': 'route: {}\n',
  'unknown-key.yml': 'route:\n  receiver: none\n  foo: 1\nreceivers:\n  - name: none\n',
  'syntax.yml': 'a: [\n',
  'empty.yml': '',
}

/** The command lines of check-config; `stdin` is what is directed there, undefined for /dev/null. */
export const checkLines: readonly { readonly argv: readonly string[]; readonly stdin?: string }[] = [
  { argv: ['good.yml'] },
  { argv: ['templates.yml'] },
  { argv: ['no-receiver.yml'] },
  { argv: ['unknown-key.yml'] },
  { argv: ['syntax.yml'] },
  { argv: ['empty.yml'] },
  { argv: ['good.yml', 'no-receiver.yml', 'unknown-key.yml', 'good.yml'] },
  { argv: ['missing.yml'] },
  { argv: ['no-receiver.yml', 'missing.yml', 'good.yml'] },
  { argv: ['.'] },
  { argv: ['--nosuch', 'good.yml'] },
  { argv: ['--', 'good.yml'] },
  { argv: [], stdin: good },
  { argv: [], stdin: 'route: {}\n' },
  { argv: [] },
]
