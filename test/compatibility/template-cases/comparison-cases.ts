// Every comparison of every kind of value with every other one.

import { casesWith, type TemplateCase } from './data.ts'

const values = [
  '1',
  '2',
  '1.0',
  '"a"',
  '"b"',
  'true',
  '1i',
  'nil',
  '(index "a" 0)',
  '(list 1)',
  '(dict)',
  '.Alerts',
  '(index .Alerts 0)',
  '(index .Alerts 0).StartsAt',
  '(index .CommonLabels.SortedPairs 0)',
  '(index .Alerts 0).StartsAt.Unix',
  '(safeHtml "a")',
  '(dict).x',
]

const pairs = values.flatMap((a) => values.map((b) => [a, b] as const))

const more = [
  '{{ eq 1 }}',
  '{{ eq }}',
  '{{ ne 1 }}',
  '{{ ne 1 2 3 }}',
  '{{ lt 1 }}',
  '{{ lt 1 2 3 }}',
  '{{ eq 1 2 3 1 }} {{ eq 1 2 3 }}',
  '{{ eq "firing" .Status }} {{ eq .Status "firing" "resolved" }}',
  '{{ .Status | eq "firing" }} {{ 1 | lt 2 }} {{ 2 | gt 1 }}',
  '{{ eq 1 "a" 1 }}',
  '{{ eq 1 1 "a" }}',
  '{{ lt "B" "a" }} {{ lt "a" "é" }} {{ lt "\\uffff" "🚀" }} {{ lt "" "a" }} {{ gt "ab" "a" }}',
  '{{ lt -1 0 }} {{ le 1 1 }} {{ ge 1 1 }} {{ gt 1.5 1.4 }} {{ ne 1 2 }} {{ ne "a" "a" }}',
  '{{ eq (len "a") 1 }} {{ gt (len .Alerts) 2 }} {{ lt 1.5 2.5 }}',
  '{{ eq true true }} {{ eq true false }} {{ ne true false }}',
  '{{ eq .CommonLabels.nope "" }} {{ eq .CommonLabels.job "node" }}',
  '{{ eq (index .CommonLabels.SortedPairs 0) (index .CommonLabels.SortedPairs 0) }} {{ eq (index .CommonLabels.SortedPairs 0) (index .CommonLabels.SortedPairs 1) }}',
  '{{ eq (index .Alerts 0).EndsAt (index .Alerts 1).EndsAt }} {{ eq (index .Alerts 0).StartsAt (index .Alerts 1).StartsAt }}',
  '{{ lt ((index .Alerts 0).StartsAt.Sub (index .Alerts 1).StartsAt) 0 }}',
  '{{ range list 1 2 }}{{ eq . 1 }} {{ end }}',
  '{{ eq (index .Alerts 0).StartsAt.Month 3 }} {{ eq (index .Alerts 0).StartsAt.Weekday 5 }}',
]

export const comparisonCases: readonly TemplateCase[] = [
  ...casesWith(
    'group',
    pairs.flatMap(([a, b]) => [`{{ eq ${a} ${b} }}`, `{{ lt ${a} ${b} }}`]),
  ),
  ...casesWith(
    'group',
    ['le', 'gt', 'ge', 'ne'].flatMap((name) =>
      [
        ['1', '2'],
        ['2', '1'],
        ['1', '1'],
        ['"a"', '"b"'],
        ['1', '"a"'],
        ['true', 'true'],
        ['(list)', '(list)'],
        ['nil', '1'],
      ].map(([a, b]) => `{{ ${name} ${a} ${b} }}`),
    ),
  ),
  ...casesWith('group', more),
]
