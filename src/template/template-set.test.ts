import { describe, expect, test } from 'vitest'
import { zeroTimestamp } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { type NotificationData, templateData } from './data.ts'
import { TemplateError } from './template-error.ts'
import { TemplateSet } from './template-set.ts'
import type { Value } from './values.ts'

const now = Date.UTC(2024, 2, 1, 12)

const labels = LabelSet.fromRecord({ alertname: 'Up', job: 'node' })
const notification: NotificationData = {
  receiver: 'mail',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      alert: {
        labels,
        annotations: LabelSet.fromRecord({ summary: 's' }),
        startsAt: { at: Date.UTC(2024, 2, 1, 10), text: '2024-03-01T11:00:00.5+01:00' },
        endsAt: zeroTimestamp,
        generatorURL: 'http://g',
        updatedAt: zeroTimestamp,
        timeout: false,
      },
    },
  ],
  reason: 'first notification',
  groupLabels: labels,
  commonLabels: labels,
  commonAnnotations: LabelSet.empty,
  routeLabels: LabelSet.empty,
  externalURL: 'http://am',
}

function rendered(text: string, data: Value = templateData(notification)): string {
  return new TemplateSet().renderText(text, data, now)
}

function failure(run: () => unknown): TemplateError {
  try {
    run()
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error('nothing failed')
}

describe('definitions', () => {
  test.each([
    { name: 'a later one replaces', texts: ['{{ define "a" }}1{{ end }}', '{{ define "a" }}2{{ end }}'], a: '2' },
    { name: 'one of space does not', texts: ['{{ define "a" }}1{{ end }}', '{{ define "a" }} \n{{ end }}'], a: '1' },
    { name: 'one of space is replaced', texts: ['{{ define "a" }} {{ end }}', '{{ define "a" }}2{{ end }}'], a: '2' },
    { name: 'a text has the name of its file', texts: ['x', '{{ define "a" }}{{ template "f0" }}{{ end }}'], a: 'x' },
  ])('$name', ({ texts, a }) => {
    const set = new TemplateSet()
    for (const [index, text] of texts.entries()) set.parse(`f${index}`, text)
    expect(set.renderText('{{ template "a" . }}', undefined, now)).toBe(a)
  })

  test('those of a text stay in the text', () => {
    const set = new TemplateSet()
    set.parse('f', '{{ define "a" }}shared{{ end }}')
    expect(set.renderText('{{ define "a" }}own{{ end }}{{ template "a" }}', undefined, now)).toBe('own')
    expect(set.renderText('{{ template "a" }}', undefined, now)).toBe('shared')
  })

  test('those of a clone stay in the clone', () => {
    const set = new TemplateSet()
    set.parse('f', '{{ define "a" }}1{{ end }}')
    const copy = set.clone()
    copy.parse('g', '{{ define "a" }}2{{ end }}')
    expect(set.renderText('{{ template "a" }}', undefined, now)).toBe('1')
    expect(copy.renderText('{{ template "a" }}', undefined, now)).toBe('2')
    expect(set.names).toEqual(['a', 'f'])
  })

  test('a new one counts for texts that were rendered before', () => {
    const set = new TemplateSet()
    set.parse('f', '{{ define "a" }}1{{ end }}')
    expect(set.renderText('{{ template "a" }}', undefined, now)).toBe('1')
    set.parse('g', '{{ define "a" }}2{{ end }}')
    expect(set.renderText('{{ template "a" }}', undefined, now)).toBe('2')
  })
})

describe('errors', () => {
  test('tell where a text does not parse', () => {
    const error = failure(() => new TemplateSet().parse('my.tmpl', 'a\n{{ nosuch }}'))
    expect(error.message).toBe('template: my.tmpl:2: function "nosuch" not defined')
    expect(error).toMatchObject({ template: 'my.tmpl', line: 2, column: undefined })
  })

  test('tell where a rendering failed', () => {
    const set = new TemplateSet()
    set.parse('my.tmpl', '{{ define "a" }}\n é{{ .Nope }}{{ end }}')
    const error = failure(() => set.renderText('{{ template "a" . }}', templateData(notification), now))
    expect(error.message).toBe(
      'template: my.tmpl:2:6: executing "a" at <.Nope>: can\'t evaluate field Nope in type *template.Data',
    )
    expect(error).toMatchObject({ template: 'my.tmpl', line: 2, column: 6 })
  })
})

describe('the data of a notification', () => {
  test.each([
    [
      '{{ .Receiver }} {{ .Status }} {{ .NotificationReason }} {{ .ExternalURL }}',
      'mail firing first notification http://am',
    ],
    ['{{ printf "%T" . }}', '*template.Data'],
    ['{{ (index .Alerts 0).StartsAt }}', '2024-03-01 11:00:00.5 +0100 +0100'],
    ['{{ (index .Alerts 0).EndsAt }}', '0001-01-01 00:00:00 +0000 UTC'],
    ['{{ .CommonLabels.Names.Join "," }} {{ .CommonLabels.Values.Join "," }}', 'alertname,job Up,node'],
    [
      '{{ .CommonLabels.SortedPairs.Values.Join "+" }} {{ printf "%T" .CommonLabels.Names }}',
      'Up+node template.Strings',
    ],
    ['{{ since (index .Alerts 0).StartsAt }} {{ now }}', '1h59m59.5s 2024-03-01 12:00:00 +0000 UTC'],
    ['{{ now | date "15:04" }} {{ (now.Add 60000000000).Minute }}', '12:00 1'],
    [
      '{{ toJson . }}',
      '{"receiver":"mail","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Up","job":"node"},"annotations":{"summary":"s"},"startsAt":"2024-03-01T11:00:00.5+01:00","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://g","fingerprint":"' +
        `${labels.fingerprint}"}],"notification_reason":"first notification","groupLabels":{"alertname":"Up","job":"node"},"commonLabels":{"alertname":"Up","job":"node"},"commonAnnotations":{},"routeLabels":{},"externalURL":"http://am"}`,
    ],
    [
      '{{ . }}',
      `{mail firing [{firing alertname=Up, job=node summary=s 2024-03-01 11:00:00.5 +0100 +0100 0001-01-01 00:00:00 +0000 UTC http://g ${labels.fingerprint}}] first notification alertname=Up, job=node alertname=Up, job=node   http://am true}`,
    ],
  ])('%s', (text, expected) => {
    expect(rendered(text)).toBe(expected)
  })

  test('fields that are not exported stay closed', () => {
    expect(failure(() => rendered('{{ .routeLabelsRendered }}')).message).toContain(
      'routeLabelsRendered is an unexported field of struct type *template.Data',
    )
  })
})

describe('routeLabels', () => {
  function withRouteLabels(routeLabels: Record<string, string>, areRouteLabelsRendered: boolean): Value {
    return templateData({ ...notification, routeLabels: LabelSet.fromRecord(routeLabels) }, { areRouteLabelsRendered })
  }

  test.each([
    {
      name: 'renders a value',
      labels: { a: '{{ .Status }}!' },
      rendered: false,
      text: '{{ routeLabels "a" }}',
      expected: 'firing!',
    },
    {
      name: 'leaves a rendered one',
      labels: { a: '{{ .Status }}' },
      rendered: true,
      text: '{{ routeLabels "a" }}',
      expected: '{{ .Status }}',
    },
    {
      name: 'follows others',
      labels: { a: '{{ routeLabels "b" }}1', b: '2{{ .Status }}' },
      rendered: false,
      text: '{{ routeLabels "a" }}',
      expected: '2firing1',
    },
    {
      name: 'is empty for an unknown one',
      labels: {},
      rendered: false,
      text: '[{{ routeLabels "x" }}]',
      expected: '[]',
    },
  ])('$name', ({ labels: routeLabels, rendered: areRendered, text, expected }) => {
    expect(rendered(text, withRouteLabels(routeLabels as Record<string, string>, areRendered))).toBe(expected)
  })

  test('tells of a circle', () => {
    const data = withRouteLabels({ a: '{{ routeLabels "b" }}', b: '{{ routeLabels "a" }}' }, false)
    expect(failure(() => rendered('{{ routeLabels "a" }}', data)).message).toContain(
      'route label cycle detected: a -> b -> a',
    )
  })

  test('are answered one by one', () => {
    const resolve = new TemplateSet().routeLabels(withRouteLabels({ a: 'x{{ routeLabels "b" }}', b: 'y' }, false), now)
    expect([resolve('a'), resolve('b'), resolve('c')]).toEqual(['xy', 'y', ''])
  })
})

describe('a template without end', () => {
  test.each([
    ['{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}', 'exceeded maximum template depth (1000)'],
    ['{{ define "r" }}{{ range 2 }}{{ template "r" . }}{{ end }}{{ end }}{{ template "r" . }}', 'exceeded maximum'],
    ['{{ range 9223372036854775807 }}{{ end }}', 'exceeded maximum number of steps'],
    [`{{ range 9223372036854775807 }}${'x'.repeat(1000)}{{ end }}`, 'exceeded maximum output size'],
    ['{{ range 9223372036854775807 }}{{ printf "%1000d" . }}{{ end }}', 'exceeded maximum number of steps'],
    ['{{ range 9223372036854775807 }}{{ $x := printf "%.1000f" 1e300 }}{{ end }}', 'exceeded maximum number of steps'],
    ['{{ $x := "ab" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}', 'exceeded maximum number of steps'],
    ['{{ $x := list }}{{ range 100 }}{{ $x = list $x $x }}{{ end }}{{ $x }}', 'the text is too long'],
    [
      '{{ $x := list }}{{ range 100 }}{{ $x = list $x $x }}{{ end }}{{ toJson $x }}',
      'exceeded maximum number of steps',
    ],
    ['{{ $x := list }}{{ range 1000000 }}{{ $x = append $x 1 }}{{ end }}', 'exceeded maximum number of steps'],
    ['{{ $x := list }}{{ range 200000 }}{{ $x = list $x }}{{ end }}{{ $x }}', 'exceeded maximum depth or size'],
  ])('%.80s', { timeout: 30_000 }, (text, message) => {
    expect(failure(() => rendered(text)).message).toContain(message)
  })
})

test('the default text of a Slack message for 100 alerts takes about a millisecond', () => {
  const set = new TemplateSet()
  set.parse(
    'default',
    `{{ define "title" }}[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] {{ .GroupLabels.SortedPairs.Values | join " " }}{{ end }}
{{ define "list" }}{{ range . }}Labels:{{ range .Labels.SortedPairs }}
 - {{ .Name }} = {{ .Value }}{{ end }}{{ range .Annotations.SortedPairs }}
 - {{ .Name }} = {{ .Value }}{{ end }}
Source: {{ .GeneratorURL }}
{{ end }}{{ end }}`,
  )
  const many = { ...notification, alerts: Array.from({ length: 100 }, () => notification.alerts[0] as never) }
  const text = '{{ template "title" . }}\n{{ template "list" .Alerts.Firing }}'
  const run = (): string => set.renderText(text, templateData(many), now)
  expect(run().split('\n').length).toBeGreaterThan(500)
  for (let i = 0; i < 50; i++) run()
  // A bound that a busy machine keeps; the figure itself is for test/bench.
  const start = process.hrtime.bigint()
  for (let i = 0; i < 20; i++) run()
  expect(Number(process.hrtime.bigint() - start) / 20 / 1e6).toBeLessThan(20)
})
