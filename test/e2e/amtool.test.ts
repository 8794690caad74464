// The real amtool against Tocsin and against the real Alertmanager, command by command: the same output, once ids and
// times are told in relative terms. The commands build on each other, in the order in which they stand here.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AlertRouter, type RouterKind, routerUnderTest, startRouter } from '../support/alert-router.ts'
import { run } from '../support/child-process.ts'
import { peer } from '../support/peers.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'

const configuration = `
global:
  resolve_timeout: 30m
  http_config: { basic_auth: { username: u, password: p } }
route:
  receiver: hook
  group_by: [alertname, cluster]
  group_wait: 50ms
  repeat_interval: 3h
  routes:
    - receiver: team-db
      matchers: [team="db", 'instance=~"a|b"']
      continue: true
      routes: [{ receiver: pager, match: { severity: critical }, group_by: ['...'] }]
    - { receiver: team-web, match_re: { team: 'w.*' }, mute_time_intervals: [weekend] }
inhibit_rules:
  - { source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [cluster] }
time_intervals:
  - { name: weekend, time_intervals: [{ weekdays: [saturday, sunday], times: [{ start_time: '09:00', end_time: '17:00' }] }] }
receivers: [{ name: hook, webhook_configs: [{ url: 'http://127.0.0.1:9/' }] }, { name: team-db }, { name: team-web }, { name: pager }]
`

/** One server with the ids that it gave to silences, in the order of their making. */
interface Side {
  readonly router: AlertRouter
  readonly ids: string[]
}

const testsBegan = Math.ceil(Date.now() / 1000) * 1000
let scratch: ScratchDirectory
let ours: Side
let real: Side

beforeAll(async () => {
  scratch = await scratchDirectory()
  const configFile = await scratch.write('alertmanager.yml', configuration)
  for (const [name, text] of Object.entries(files)) await scratch.write(name, text)
  const open = async (kind: RouterKind, directory: string): Promise<Side> => ({
    router: await startRouter(kind, { configFile, directory: `${scratch.path}/${directory}` }),
    ids: [],
  })
  ours = await open(routerUnderTest, 'ours')
  real = await open('alertmanager', 'real')
})
afterAll(async () => {
  await ours?.router[Symbol.asyncDispose]()
  await real?.router[Symbol.asyncDispose]()
  await scratch?.[Symbol.asyncDispose]()
})

/**
 * Command lines, with single quotes as a shell has them. `!` in front says that the command fails, `*` that it is given in
 * each output format. `#1` is the id of the first silence, `+90m` a point in time from the tests' beginning.
 */
const commands: readonly string[] = [
  `alert add DiskFull instance=a team=db severity=critical cluster=c1 --start=-10m --end=+60m
     --annotation='summary=disk is full' --generator-url=http://p.example/g?x=1`,
  'alert add alertname=CpuHigh instance=b team=web severity=warning cluster=c1 --start=-5m',
  `alert add Odd 'note=a \\"quoted\\" ü ⌘ <&>' cluster=c2 --start=-3m`,
  'alert add Over --start=-9m --end=-1m',
  'alert add severity=info --start=-2m',
  '! alert add',
  '! alert add Backwards --start=+5m --end=-5m',
  '* alert query',
  '* alert query team=db',
  '* alert query --inhibited',
  '* alert query --silenced',
  '* alert query --active',
  'alert query --unprocessed',
  'alert query DiskFull',
  `alert query 'team=~"d.*|w.*"' severity!=warning`,
  'alert query --receiver=team-.*',
  '! alert query --receiver=(',

  `silence add alertname=DiskFull --author=ops --comment='disks are coming' --end=+60m`,
  `silence add 'instance=~"b|c"' team!=db 'cluster!~"x.*"' --author=ops --comment=second --end=+120m`,
  `silence add Odd --author='dev "x"' --comment='later, <b>ü</b>' --start=+30m --end=+180m`,
  `silence add foo=bar --author=dev --comment='by duration' --duration=4h`,
  '! silence add foo=bar --author=dev',
  '! silence add --author=dev --comment=x',
  `! silence add foo= --author=dev --comment='matches everything'`,
  '! silence add foo=bar --author=dev --comment=past --start=-20m --end=-10m',
  '* silence query',
  '* silence',
  '* alert query --silenced',
  'alert query',
  'silence query -q',
  'silence query alertname=DiskFull',
  `silence query 'instance=~"b|c"'`,
  'silence query --created-by=dev',
  'silence query --within=90m',
  'silence query --id=#2',

  `silence update #1 --comment='disks came' -o extended`,
  'silence update #1 --end=+70m -o json',
  'silence update #2 --duration=5h -o extended',
  'silence update #3 --start=+40m -o extended',
  '! silence update #1 --end=-30m',
  '! silence update 00000000-0000-4000-8000-000000000000 --comment=x',
  '! silence update no-id --comment=x',
  '! silence update',
  '* silence query',
  'silence expire #4',
  'silence expire #4',
  'silence expire #3 #4',
  '! silence expire 00000000-0000-4000-8000-000000000000',
  '! silence expire no-id',
  '! silence expire',
  '* silence query --expired',
  '* silence query',
  'silence update #4 --duration=6h -q',
  'silence import --worker=1 two.json',
  '! silence import --worker=1 past.json',
  '! silence import no.json',
  '* silence query',

  '* config',
  '* config show',
  'config routes',
  'config routes show',
  'config routes test team=db instance=a severity=critical',
  'config routes test --tree team=db instance=a',
  'config routes test --verify.receivers=team-web team=web',
  '! config routes test --verify.receivers=pager team=web',
  '* cluster show',
]

/** What `silence import` reads. */
const files: Readonly<Record<string, string>> = {
  'two.json': JSON.stringify([
    imported({ id: '00000000-0000-4000-8000-000000000001', comment: 'id of another server', hours: 7 }),
    imported({ comment: 'without id', hours: 8 }),
  ]),
  'past.json': JSON.stringify([imported({ comment: 'too late', hours: -1 })]),
  'no.json': 'not json',
}

interface Call {
  readonly line: string
  readonly words: readonly string[]
  readonly code: number
}

const calls: readonly Call[] = commands.flatMap((command) => {
  const [, mark, line] = /^(?:([!*]) )?(.*)$/s.exec(command) as unknown as [string, string | undefined, string] // matches any text
  const lines = mark === '*' ? ['simple', 'extended', 'json'].map((format) => `${line} -o ${format}`) : [line]
  return lines.map((each) => ({
    line: each,
    words: (each.match(/(?:'[^']*'|\S)+/g) ?? []).map((word) => word.replaceAll("'", '')),
    code: mark === '!' ? 1 : 0,
  }))
})

test.each(calls.map((call, index) => ({ ...call, index })))('$index: amtool $line', async ({ words, code }) => {
  const [mine, theirs] = await Promise.all([amtool(ours, words), amtool(real, words)])
  expect(mine).toEqual(theirs)
  expect(theirs.code).toBe(code)
})

async function amtool(
  side: Side,
  words: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const given = words.map((word) =>
    word
      .replace(/(?<=^|=)#(\d+)$/, (_, ordinal) => side.ids[Number(ordinal) - 1] ?? 'unknown')
      .replace(/(?<==)([+-]\d+)m$/, (_, minutes) => new Date(testsBegan + Number(minutes) * 60_000).toISOString()),
  )
  const flags = [`--alertmanager.url=${side.router.url}`, '--no-version-check']
  const { code, stdout, stderr } = await run([...peer('amtool'), ...flags, ...given], {
    cwd: scratch.path,
    env: { HOME: scratch.path, TZ: 'UTC' },
  })
  for (const [id] of stdout.matchAll(uuid)) if (!side.ids.includes(id)) side.ids.push(id)
  return { code, stdout: neutral(stdout, side), stderr: neutral(stderr, side) }
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const time = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| UTC)/g

/** Takes out what is each server's own: its ids, its address, its build; times become minutes from the tests' beginning. */
function neutral(text: string, side: Side): string {
  return (
    text
      .replaceAll(side.router.url, '(url)')
      .replace(uuid, (id) => (side.ids.includes(id) ? `#${side.ids.indexOf(id) + 1}` : id))
      .replace(time, (found) => {
        const minutes = Math.round((Date.parse(found) - testsBegan) / 60_000)
        return Math.abs(minutes) > 100_000 ? found : `(${minutes} min)`
      })
      .replace(/^(buildUser|goVersion|revision|version|branch|buildDate|uptime) .*$/gm, '$1')
      // Debian's amtool prints the address of some texts instead of the text.
      .replace(/\b0x[0-9a-f]{9,}\b/g, '(address)')
      .replace(/"(buildUser|goVersion|revision|version|branch|buildDate)":"[^"]*"/g, '"$1":""')
  )
}

function imported({ id, comment, hours }: { id?: string; comment: string; hours: number }): object {
  return {
    ...(id === undefined ? {} : { id }),
    matchers: [{ name: 'imported', value: comment, isRegex: false, isEqual: true }],
    startsAt: new Date(testsBegan - 2 * 3_600_000).toISOString(),
    endsAt: new Date(testsBegan + hours * 3_600_000).toISOString(),
    createdBy: 'import',
    comment,
  }
}
