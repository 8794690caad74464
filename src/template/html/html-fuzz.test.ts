// Random HTML templates: whatever comes in, a document or an error comes out, and soon; and no value ends the script, the
// style, the attribute or the text that it stands in.
// FUZZ_SECONDS sets how long it goes on (2 by default), FUZZ_SEED which texts come.

import { expect, test } from 'vitest'
import { randomNumbers } from '../../../test/support/random.ts'
import { templateDataFromJson } from '../data-from-json.ts'
import { TemplateError } from '../template-error.ts'
import { TemplateSet } from '../template-set.ts'
import { HtmlTemplates } from './html-templates.ts'

const seconds = Number(process.env.FUZZ_SECONDS ?? 2)
const seed = Number(process.env.FUZZ_SEED ?? 1)

const pieces = [
  ...[
    '<p ',
    '<a href=',
    '<script',
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<textarea>',
  ],
  ...['<meta content="', '<!--', '-->', '<', '</', '>', ' ', '=', '"', "'", '`', '/', '\\', '\n', ';', '?', '#', ':'],
  ...['title=', 'onclick="', "style='", 'srcset="', 'type="text/plain"', ' data-url=', '&quot;', '&sol;', '&#39;'],
  ...['/*', '*/', '//', '${', '{ ', '}', '[', ']', '(', ')', 'url(', 'return ', '+', '-', 'x', '1', 'é', '\u2028'],
  ...['{{ if true }}', '{{ else }}', '{{ end }}', '{{ range .Alerts }}', '{{ break }}', '{{ continue }}'],
  ...[
    '{{ define "t" }}',
    '{{ template "t" . }}',
    '{{ "a" | html }}',
    '{{ "a b" | urlquery }}',
    '{{ safeHtml "<b>c</b>" }}',
  ],
  ...Array.from({ length: 12 }, () => '{{ $.CommonLabels.evil }}'),
]

/** Ends everything that a value can stand in, and then starts an element. */
const evil = `</script></style></title></textarea>-->*/'"\`\n)}]/;><evil x=\\`

const data = templateDataFromJson(
  JSON.stringify({ alerts: [{ startsAt: '2026-03-01T12:00:00Z' }], commonLabels: { evil } }),
)

test('random templates', { timeout: (seconds + 60) * 1000 }, () => {
  const random = randomNumbers(seed)
  const end = performance.now() + seconds * 1000
  let rendered = 0
  while (performance.now() < end) {
    const text = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join('')
    const output = outputOf(text)
    if (output === undefined) continue
    rendered++
    expect(output, text).not.toContain('<evil')
  }
  expect(rendered).toBeGreaterThan(0)
})

function outputOf(text: string): string | undefined {
  try {
    return new HtmlTemplates(new TemplateSet()).render(text, data, 0)
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw new Error(`fails on ${JSON.stringify(text)}`, { cause: error })
  }
}
