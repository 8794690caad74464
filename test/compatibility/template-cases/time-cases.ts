// Times: their methods, layouts, zones, and what prints of them.

import { casesWith, type TemplateCase } from './data.ts'

const first = '(index .Alerts 0).StartsAt'
const second = '(index .Alerts 1).StartsAt'
const third = '(index .Alerts 2).StartsAt'
const span = `(${second}.Sub ${first})`

const layouts = [
  '2006-01-02T15:04:05Z07:00',
  'Mon, 02 Jan 2006 15:04:05 MST',
  'Monday, 2 January 2006',
  '_2 Jan 06',
  '3:04PM',
  '03:04:05 pm',
  '15h4m5s',
  '2006-002 __2',
  '.000 .999 ,000000 .999999999 .0000000000 .09',
  'Z07 Z0700 Z070000 Z07:00:00 -07 -0700 -070000 -07:00:00 -07:00',
  '2nd January, 1 Jan, Janu, Mond, Month',
  '_2006 20060102',
  '02/01/06',
  '',
  'no layout',
  '2006 2 1 3 4 5 15',
  'é2006',
  'stamp.000ms',
  '05.000',
  '15:04:05,999',
  'PMpmMST-0700',
]

const methods = [
  'Unix',
  'UnixMilli',
  'UnixMicro',
  'UnixNano',
  'Year',
  'Month',
  'Day',
  'Weekday',
  'YearDay',
  'Hour',
  'Minute',
  'Second',
  'Nanosecond',
  'IsZero',
  'IsDST',
  'UTC',
  'Location',
  'String',
  'GoString',
  'Clock',
  'Date',
  'ISOWeek',
  'Zone',
  'ZoneBounds',
  'Nope',
  'wall',
  'MarshalText',
  'Compare',
  'Format',
  'Add',
  'In',
]

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Europe/London',
  'UTC',
  '',
  'EST',
  'Africa/Johannesburg',
  'Pacific/Auckland',
  'America/St_Johns',
  'Nope/Zone',
  '../etc/passwd',
  'europe/berlin',
  'Etc/GMT+3',
  'US/Pacific',
  'Asia/Dubai',
]

const durationMethods = [
  'String',
  'Seconds',
  'Minutes',
  'Hours',
  'Milliseconds',
  'Microseconds',
  'Nanoseconds',
  'Abs',
  'Nope',
  'Round',
  'Truncate',
]

const more = [
  `{{ ${first}.Before ${second} }} {{ ${first}.After ${second} }} {{ ${first}.Equal ${first} }} {{ ${first}.Compare ${second} }}`,
  `{{ ${first}.Add 1000000000 }} {{ ${first}.Add ${span} }} {{ ${first}.AddDate 1 2 3 }} {{ ${first}.AddDate 0 -1 -1 }} {{ ${third}.AddDate 0 2 0 }}`,
  `{{ ${first}.Add "1h" }}`,
  `{{ ${first}.Add 1.5 }}`,
  `{{ ${first}.Sub 1 }}`,
  `{{ ${first}.Sub nil }}`,
  `{{ ${first}.Before "x" }}`,
  `{{ ${first}.AddDate 1 2 }}`,
  `{{ ${first}.In "UTC" }}`,
  `{{ ${first}.In ${second}.Location }} {{ (${first}.In ${second}.Location).Location }}|`,
  `{{ ${first}.Round 1000000000 }} {{ ${first}.Truncate 3600000000000 }} {{ ${first}.Round 0 }} {{ ${third}.Round 60000000000 }}`,
  `{{ ${first}.Truncate ${span} }}`,
  `{{ ${span}.Round 60000000000 }} {{ ${span}.Truncate 3600000000000 }} {{ ${span}.Round 0 }}`,
  `{{ (${first}.Sub ${second}).Abs }} {{ (${first}.Sub ${second}).Seconds }} {{ ${first}.Sub ${second} }}`,
  `{{ (${first}.Sub (index .Alerts 0).EndsAt) }} {{ ((index .Alerts 0).EndsAt.Sub ${first}) }}`,
  `{{ (${first}.Add 1).Sub ${first} }} {{ (${first}.Add 1500).Sub ${first} }} {{ (${first}.Add 1500000).Sub ${first} }} {{ (${first}.Add 1500000000).Sub ${first} }} {{ (${first}.Add 61500000000).Sub ${first} }} {{ ${first}.Sub ${first} }}`,
  `{{ ${first} }} {{ ${second} }} {{ ${third} }} {{ (index .Alerts 0).EndsAt }}`,
  `{{ print ${first} ${second} }} {{ printf "%v %s %+v %d %q %x" ${first} ${first} ${first} ${first} ${first} ${first} }}`,
  `{{ printf "%#v %#v" ${first} (index .Alerts 0).EndsAt }} {{ printf "%v %d %s %q %#v" ${span} ${span} ${span} ${span} ${span} }}`,
  `{{ printf "%v %d %s %q %#v %02d" ${first}.Month ${first}.Month ${first}.Month ${first}.Month ${first}.Month ${first}.Month }} {{ ${first}.Weekday | printf "%d %s" 1 }}`,
  `{{ (index .Alerts 0).EndsAt.IsZero }} {{ (index .Alerts 0).EndsAt.Year }} {{ (index .Alerts 0).EndsAt.Unix }} {{ (index .Alerts 0).EndsAt.UnixNano }} {{ (index .Alerts 0).EndsAt | tz "Europe/Berlin" }}`,
  `{{ ${first} | tz "Europe/Berlin" | date "15:04 MST" }} {{ ${second} | tz "Europe/Berlin" | date "15:04 MST -0700" }} {{ date "2006" ${first} }} {{ ${second} | date "15:04:05.000000 Z07:00 MST" }}`,
  `{{ (${second} | tz "Europe/Berlin").IsDST }} {{ (${first} | tz "Europe/Berlin").IsDST }} {{ (${first} | tz "Europe/Berlin").Location }} {{ (${second} | tz "America/New_York").Hour }} {{ (${third} | tz "Asia/Tokyo").Day }}`,
  `{{ printf "%#v" (${first} | tz "Europe/Berlin") }} {{ printf "%#v" ${second} }} {{ toJson (${first} | tz "Asia/Tokyo") }}`,
  '{{ printf "%T" now }} {{ printf "%T" (since now) }} {{ (since now).Hours | printf "%.0f" }} {{ now.Year | lt 2023 }} {{ now.IsZero }} {{ gt now.Unix 1700000000 }}',
  `{{ since ${first} | printf "%T" }} {{ (since ${first}).Hours | lt 1000.0 }}`,
  '{{ now.Foo }}',
  '{{ now 1 }}',
  '{{ since }}',
  '{{ since "x" }}',
  `{{ ${first}.Location.Foo }}`,
  `{{ ${first}.Location.String }} {{ ${second}.Location }}|{{ printf "%v %s" ${first}.Location ${first}.Location }}`,
  `{{ ${first}.Month.String }} {{ ${first}.Month.Foo }}`,
  `{{ ${first}.Weekday.String }} {{ gt ${first}.Month 2 }} {{ ${span}.String }} {{ len ${span}.String }}`,
  `{{ range ${first}.Weekday }}{{ . }},{{ end }}`,
]

export const timeCases: readonly TemplateCase[] = [
  ...casesWith(
    'group',
    layouts.map(
      (layout) =>
        `{{ ${first}.Format "${layout}" }}|{{ ${second}.Format "${layout}" }}|{{ ${third} | date "${layout}" }}`,
    ),
  ),
  ...casesWith(
    'group',
    methods.map((method) => `{{ ${first}.${method} }}`),
  ),
  ...casesWith(
    'group',
    ['Unix', 'Year', 'Month', 'Day', 'Hour', 'YearDay', 'Nanosecond', 'UTC', 'Location', 'IsDST'].map(
      (method) => `{{ ${second}.${method} }}|{{ ${third}.${method} }}`,
    ),
  ),
  ...casesWith(
    'group',
    zones.map((zone) => `{{ ${first} | tz "${zone}" }}|{{ ${second} | tz "${zone}" }}|{{ ${third} | tz "${zone}" }}`),
  ),
  ...casesWith(
    'group',
    durationMethods.map((method) => `{{ ${span}.${method} }}`),
  ),
  ...casesWith('group', more),
]
