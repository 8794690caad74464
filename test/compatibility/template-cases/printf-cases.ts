// printf with every verb on every kind of value, and with every flag, width and precision.

import { casesWith, type TemplateCase } from './data.ts'

const verbs = [
  'v',
  '+v',
  '#v',
  'T',
  't',
  'd',
  'b',
  'o',
  'O',
  'x',
  'X',
  '#x',
  'c',
  'q',
  'U',
  '#U',
  'e',
  'E',
  'f',
  'F',
  'g',
  'G',
  's',
  'p',
  'w',
  'z',
  '!',
  'é',
]

/** By name, so that a case says what it prints. */
const values: Readonly<Record<string, string>> = {
  bool: 'true',
  int: '42',
  negative: '-42',
  float: '3.25',
  large: '1e21',
  string: '"aé\\n"',
  byte: '(index "a" 0)',
  nil: 'nil',
  complex: '1+2i',
  list: '(list 1 "a" nil 2.5)',
  strings: '(stringSlice "a" "b")',
  dict: '(dict "k" 1 "j" "v")',
  kv: '.GroupLabels',
  pair: '(index .GroupLabels.SortedPairs 0)',
  pairs: '.GroupLabels.SortedPairs',
  html: '(safeHtml "<b>")',
  int64: '(index .Alerts 0).StartsAt.Unix',
  time: '(index .Alerts 0).StartsAt',
  duration: '((index .Alerts 1).StartsAt.Sub (index .Alerts 0).StartsAt)',
  month: '(index .Alerts 0).StartsAt.Month',
}

/** Addresses differ from run to run. */
function isStable(verb: string, name: string): boolean {
  return verb !== 'p' || !['list', 'strings', 'dict', 'kv', 'pairs'].includes(name)
}

const byVerb = verbs.flatMap((verb) => {
  const names = Object.keys(values).filter((name) => isStable(verb, name))
  const halves = [names.slice(0, 10), names.slice(10)]
  return halves.map((half) => half.map((name) => `${name}={{ printf "%${verb}" ${values[name]} }}`).join('\n'))
})

const flags = ['', '-', '+', '#', ' ', '0', '-0', '+0', '+-', '# ', '+#', ' 0']
const sizes = ['', '8', '08', '.2', '8.3', '.0', '.', '1', '20.10']

const byFlag = flags.flatMap((flag) =>
  sizes.map((size) => {
    const format = ['d', 'x', 'o', 'f', 'g', 'e', 's', 'q', 'v', 't', 'U', 'c'].map((verb) => `%${flag}${size}${verb}`)
    const args = ['42', '-42', '42', '3.14159', '-31415926.5', '1234.5', '"aé€"', '"é"', '7.5', 'true', '233', '8364']
    return `{{ printf "${format.join('|')}" ${args.join(' ')} }}`
  }),
)

const floats = [
  '0.0',
  '1.0',
  '-0.5',
  '2.5',
  '3.5',
  '0.125',
  '1e21',
  '1e-7',
  '123456789.0',
  '1e100',
  '5e-324',
  '1.7976931348623157e308',
  '0.1',
  '1e6',
  '99999.95',
  '1e5',
]

const byFloat = floats.map(
  (float) =>
    `{{ printf "%v %e %.0e %f %.0f %.1f %.2f %g %.1g %.3g %.10g %#g %#.3g %b %x %.2x %X %6.2f %+g %08.3f" ${Array(20).fill(float).join(' ')} }}`,
)

const formats = [
  '{{ printf }}',
  '{{ printf 1 }}',
  '{{ printf nil }}',
  '{{ printf "" }}|{{ printf "a" }}|{{ printf "%%" }}|{{ printf "%5%|" }}',
  '{{ printf "%" }}',
  '{{ printf "%d" }}',
  '{{ printf "%d %d" 1 }}',
  '{{ printf "%d" 1 2 "x" nil 2.5 }}',
  '{{ printf "a" 1 }}',
  '{{ printf "%!" 1 }}',
  '{{ printf "%-" 1 }}',
  '{{ printf "%5" 1 }}',
  '{{ printf "%." 1 }}',
  '{{ printf "%[2]d %[1]d" 1 2 }}',
  '{{ printf "%[2]d %d" 1 2 3 }}',
  '{{ printf "%[1]d %[1]v %[1]q" 65 }}',
  '{{ printf "%[3]d" 1 2 }}',
  '{{ printf "%[0]d" 1 }}',
  '{{ printf "%[x]d" 1 }}',
  '{{ printf "%[1" 1 }}',
  '{{ printf "%[]d" 1 }}',
  '{{ printf "%[" 1 }}',
  '{{ printf "%[]" 1 }}',
  '{{ printf "%[-1]d" 1 }}',
  '{{ printf "%[1]" 1 }}',
  '{{ printf "%[99999999999]d" 1 }}',
  '{{ printf "%[2]*[1]d|" 1 5 }}',
  '{{ printf "%[3]*.[2]*[1]f|" 12.0 2 6 }}',
  '{{ printf "%*d|%-*d|" 5 1 5 2 }}',
  '{{ printf "%*d|" -5 1 }}',
  '{{ printf "%0*d|" -5 1 }}',
  '{{ printf "%*d" "x" 1 }}',
  '{{ printf "%*d" 10000000 1 }}',
  '{{ printf "%*d" }}',
  '{{ printf "%.*f|%.*f|" 2 3.14159 -2 3.14159 }}',
  '{{ printf "%.*f" "x" 1.5 }}',
  '{{ printf "%.*s|" 2 "abc" }}',
  '{{ printf "%.[2]*[1]f" 1.5 3 }}',
  '{{ printf "%[1].2f" 1.5 }}',
  '{{ printf "%[1]6f" 1.5 }}',
  '{{ printf "%99999999d" 1 }}',
  '{{ printf "%.99999999d" 1 }}',
  '{{ printf "%6.2f|%-8s|%08d|%+d|%x|% x|%# x|%X" 3.14159 "ab" 42 5 255 "abc" "abc" "abc" }}',
  '{{ printf "%5t|%-7t|%q|%#q|%+q|%#+q" true false "a`b" "ab" "é" "é" }}',
  '{{ printf "%s %v %d" nil nil nil }}',
  '{{ printf "%s" (dict).x }}',
  '{{ printf "%d %s" "a" 1 }}',
  '{{ printf "%d" (list 1 "a" 2.5) }} {{ printf "%s" (list 1 "a") }} {{ printf "%q" (stringSlice "a" "b") }}',
  '{{ printf "%5d|%-5d|%05d" (list 1 2) (list 3 4) (list 5 6) }}',
  '{{ printf "%x %X %q" (stringSlice "ab" "c") (list "ab" 10) (list 65 "a") }}',
  '{{ printf "%6.2f" (list 1.5 2.25) }} {{ printf "%t" (list true 1) }}',
  '{{ printf "%v %+v %#v" (list (list 1) (dict "a" (list))) (list (dict)) (list (list nil)) }}',
  '{{ printf "%#v" (list 1 "a" nil 2.5 true (dict "a" 1)) }} {{ printf "%#v" (index "a" 0) }}',
  '{{ printf "%v" .Alerts }}',
  '{{ printf "%+v" (index .Alerts 0) }}',
  '{{ printf "%#v" (index .Alerts 1) }}',
  '{{ printf "%s|%d" (index .Alerts 2) (index .Alerts 0).Labels }}',
  '{{ printf "%q" (index .Alerts 2) }}',
  '{{ printf "%T %T %T %T %T" . .Alerts (index .Alerts 0) .CommonLabels .CommonLabels.SortedPairs }}',
  '{{ printf "%T %T %T %T %T" .Alerts.Firing .CommonLabels.SortedPairs (list) (dict) (stringSlice) }}',
  '{{ printf "%T %T %T %T %T" (index .Alerts 0).StartsAt ((index .Alerts 0).StartsAt.Sub (index .Alerts 0).EndsAt) (index .Alerts 0).StartsAt.Month (index .Alerts 0).StartsAt.Weekday (index .Alerts 0).StartsAt.Location }}',
  '{{ printf "%T %T %T %T" (safeHtml "") (safeUrl "") (len "") (index .Alerts 0).StartsAt.Nanosecond }}',
  '{{ printf "%c %c %c %q %U %#U" 65 233 128640 128640 128640 128640 }} {{ printf "%c" -1 }} {{ printf "%q" 1114112 }} {{ printf "%U" -1 }}',
  '{{ printf "%q %+q %q %q" 39 233 10 34 }}',
  '{{ printf "%08b|%#b|%o|%#o|%O|%#X" 5 5 8 8 8 255 }} {{ printf "%x" -255 }} {{ printf "%+x" 255 }}',
  '{{ printf "% d|% d|%+d|%+ d" 5 -5 5 5 }} {{ printf "%x|%X|%#x" "é" "é" "é" }} {{ printf "%.1x" "abc" }} {{ printf "%8x|%-8x|%08x" "ab" "ab" "ab" }}',
  '{{ printf "%10.3v|%-10v|%010v" "abcdef" "ab" 42 }} {{ printf "%6v" (list 1 2) }}',
  '{{ printf "%v %v" 1e20 1e21 }} {{ printf "%v" 100000.0 }} {{ printf "%6.3v|%.3v" 3.14159 314159.0 }}',
  '{{ printf "%5.1f%%" 99.95 }} {{ printf "%3d%%" 50 }}',
  '{{ printf "%s" "\\xff\\xfe" | printf "%q" }} {{ printf "%+q" "\\xff🚀" }} {{ printf "%x" "\\xff" }} {{ printf "%5s|" "\\xff" }}',
  '{{ "x" | printf "%s-%s" "y" }} {{ "%d" | printf }} {{ 3 | printf "%03d" }}',
  '{{ print }}|{{ print 1 }}|{{ print 1 2 }}|{{ print "a" "b" }}|{{ print 1 "a" 2 }}|{{ print 1 2 "a" 3 4 }}|{{ print nil }}|{{ print nil nil }}|{{ print "a" nil "b" }}',
  '{{ print true false }} {{ print 1.0 2.5 }} {{ print (list 1 2) (list 3) }} {{ print .GroupLabels .Status }} {{ print (safeHtml "a") (safeHtml "b") 1 }}',
  '{{ println }}{{ println 1 "a" nil }}{{ println "a" "b" }}',
  '{{ print 1 2 | printf "%q" }}',
  '{{ 1 | print 2 3 }} {{ "a" | println "b" }}',
  '{{ printf "%v" print }}',
  '{{ printf "%s" (index .Alerts 0).StartsAt.MarshalJSON }} {{ (index .Alerts 0).StartsAt.MarshalText }} {{ printf "%x %v %d %q" (index .Alerts 0).StartsAt.MarshalText (index .Alerts 0).StartsAt.MarshalText (index .Alerts 0).StartsAt.MarshalText (index .Alerts 0).StartsAt.MarshalText }}',
  '{{ printf "%#v %c %t" (index .Alerts 0).StartsAt.MarshalText (index .Alerts 0).StartsAt.MarshalText (index .Alerts 0).StartsAt.MarshalText }}',
  '{{ printf "%v %+v %.2f %8.1f|%-12v|" 1+2i 1i 1.5+2.25i 1i 1i }}',
]

export const printfCases: readonly TemplateCase[] = [
  ...casesWith('group', byVerb),
  ...casesWith('group', byFlag),
  ...casesWith('group', byFloat),
  ...casesWith('group', formats),
]
