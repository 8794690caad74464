// Every flag of the server: its name, kind, default and what it does. Parsing, --help and the reference come from this table.
// The names and defaults are Alertmanager's (cmd/alertmanager/main.go); those marked `ours` in the help are not.

import type { FlagValues } from './command-line.ts'
import { bytes, choice, duration, number, text, texts, toggle } from './flag-kinds.ts'

/** The experiments that --enable-feature names. As featurecontrol/featurecontrol.go. */
export const featureNames = [
  'alert-names-in-metrics',
  'receiver-name-in-metrics',
  'group-key-in-metrics',
  'classic-mode',
  'utf8-strict-mode',
  'auto-gomemlimit',
  'event-recorder',
] as const

export type FeatureName = (typeof featureNames)[number]

const gossip = 'instances do not gossip here; this one runs alone'

export const serverFlags = {
  help: toggle({ short: 'h', help: 'Show this help.' }),
  'config.file': text({ default: 'alertmanager.yml', help: 'The configuration file.' }),
  'storage.path': text({ default: 'data/', help: 'The directory in which state is kept.' }),
  'data.retention': duration({
    default: '120h',
    positive: true,
    help: 'How long expired silences and the record of what was notified are kept.',
  }),
  'data.maintenance-interval': duration({
    default: '15m',
    positive: true,
    help: 'How often what is older than the retention is removed from silences and the notification log. They are on disk before that.',
  }),
  'silences.max-silences': number({
    default: '0',
    whole: true,
    help: 'The most silences that may exist, expired ones counted. Zero or less: as many as one likes.',
  }),
  'silences.max-silence-size-bytes': number({
    default: '0',
    whole: true,
    aliases: ['silences.max-per-silence-bytes'],
    help: 'The most bytes that one silence may take. Zero or less: as many as one likes. Also written --silences.max-per-silence-bytes.',
  }),
  'log.silences': toggle({ help: 'Log each silence that is made, changed or expired.' }),
  'alerts.gc-interval': duration({
    default: '30m',
    positive: true,
    help: 'How often resolved alerts are removed from memory.',
  }),
  'alerts.per-alertname-limit': number({
    default: '0',
    whole: true,
    help: 'The most alerts that are kept for one alert name. Zero or less: as many as one likes.',
  }),
  'dispatch.maintenance-interval': duration({
    default: '30s',
    positive: true,
    help: 'How often groups without alerts are removed.',
  }),
  'dispatch.start-delay': duration({
    default: '0s',
    help: "How long to wait after the start before the first notification. Set it to Prometheus's --rules.alert.resend-delay, so that every alert is there again.",
  }),
  'web.systemd-socket': toggle({
    help: 'Listen on the sockets that systemd hands over, instead of --web.listen-address.',
  }),
  'web.listen-address': texts({
    default: ':9093',
    help: 'Where to listen: `:9093`, `[::1]:9093`, `host:9093`. May be repeated.',
  }),
  'web.config.file': text({
    default: '',
    help: "A file that sets up TLS or passwords, in the form of Prometheus's web configuration.",
  }),
  'web.external-url': text({
    placeholder: 'URL',
    help: 'The URL by which people reach this server, for the links in notifications. Its path becomes the prefix of every endpoint. Without it: http://, the host name and the port.',
  }),
  'web.route-prefix': text({
    placeholder: 'PATH',
    help: 'The prefix of every endpoint, where it is not the path of --web.external-url.',
  }),
  'web.get-concurrency': number({
    default: '0',
    whole: true,
    help: 'The most GET requests that are answered at the same time. Zero or less: the number of processors, at least 8.',
  }),
  'web.timeout': duration({
    default: '0',
    bareSeconds: true,
    help: 'How long a request may take. Zero or less: as long as it likes. A number without a unit counts seconds.',
  }),
  'web.cors.origin': text({
    placeholder: 'REGEXP',
    help: 'Other origins whose pages may use the API, as a regular expression for the whole origin: `https?://(a|b)\\.example\\.org`. Without it: none. `.*` lets every web page create silences. (ours)',
  }),
  'web.max-body-size': bytes({
    default: '32MiB',
    help: 'The largest request body that is taken: `32MiB`, `10MB` or a number of bytes. Larger ones are answered 413. (ours)',
  }),
  'web.ui-path': text({
    default: '',
    hidden: true,
    noEffect: 'the web page is part of this program',
    help: "The directory of the web page, in Debian's build of Alertmanager.",
  }),
  'auto-gomemlimit.ratio': number({
    default: '0.9',
    whole: false,
    noEffect: "it sets Go's memory limit; here, use NODE_OPTIONS=--max-old-space-size",
    help: "Taken for compatibility: it sets Go's memory limit.",
  }),
  'cluster.listen-address': text({
    default: '0.0.0.0:9094',
    help: 'Where to listen for other instances. Empty: no cluster.',
  }),
  'cluster.advertise-address': text({
    placeholder: 'ADDRESS',
    noEffect: gossip,
    help: 'The address by which other instances reach this one.',
  }),
  'cluster.peer-name': text({ default: '', help: 'The name of this instance. Without it: a random one.' }),
  'cluster.peer': texts({ placeholder: 'ADDRESS', noEffect: gossip, help: 'Another instance. May be repeated.' }),
  'cluster.peer-timeout': duration({
    default: '15s',
    noEffect: gossip,
    help: 'How long each instance waits for those before it to notify.',
  }),
  'cluster.peers-resolve-timeout': duration({
    default: '15s',
    noEffect: gossip,
    help: 'How long to look for the peers.',
  }),
  'cluster.gossip-interval': duration({ default: '200ms', noEffect: gossip, help: 'How often changes are passed on.' }),
  'cluster.pushpull-interval': duration({
    default: '1m0s',
    noEffect: gossip,
    help: 'How often whole states are compared.',
  }),
  'cluster.tcp-timeout': duration({
    default: '10s',
    noEffect: gossip,
    help: 'How long a connection to another instance may take to open, read or write.',
  }),
  'cluster.probe-timeout': duration({
    default: '500ms',
    noEffect: gossip,
    help: 'How long to wait for an answer before another instance counts as unhealthy.',
  }),
  'cluster.probe-interval': duration({
    default: '1s',
    noEffect: gossip,
    help: 'How often another instance is probed.',
  }),
  'cluster.settle-timeout': duration({
    default: '1m0s',
    noEffect: gossip,
    help: 'How long to wait at the start for the cluster to settle.',
  }),
  'cluster.reconnect-interval': duration({
    default: '10s',
    noEffect: gossip,
    help: 'How often a lost peer is tried again.',
  }),
  'cluster.reconnect-timeout': duration({
    default: '6h0m0s',
    noEffect: gossip,
    help: 'How long a lost peer is tried again.',
  }),
  'cluster.tls-config': text({ default: '', noEffect: gossip, help: 'A file that sets up TLS between instances.' }),
  'cluster.allow-insecure-public-advertise-address-discovery': toggle({
    noEffect: gossip,
    help: 'Lets the address for other instances be a public one.',
  }),
  'cluster.label': text({ default: '', noEffect: gossip, help: 'Keeps clusters apart that share a network.' }),
  'enable-feature': text({
    default: '',
    help: `Experiments to enable, separated by commas: ${featureNames.join(', ')}.`,
  }),
  'log.level': choice({
    default: 'info',
    choices: ['debug', 'info', 'warn', 'error'] as const,
    noun: 'log level',
    help: 'Log what is at least this severe: debug, info, warn or error.',
  }),
  'log.format': choice({
    default: 'logfmt',
    choices: ['logfmt', 'json'] as const,
    noun: 'log format',
    help: 'The form of log lines: logfmt or json.',
  }),
  version: toggle({ help: 'Show the version.' }),
}

export type ServerFlagValues = FlagValues<typeof serverFlags>
