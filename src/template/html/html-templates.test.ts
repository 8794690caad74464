import { describe, expect, test } from 'vitest'
import { templateDataFromJson } from '../data-from-json.ts'
import { TemplateSet } from '../template-set.ts'
import { EscapeError, type EscapeErrorCode } from './escape-error.ts'
import { HtmlTemplates } from './html-templates.ts'

const data = templateDataFromJson(
  JSON.stringify({ status: '<firing>', routeLabels: { team: '{{ .Status }}', loop: '{{ routeLabels "loop" }}' } }),
)

function render(text: string, definitions = ''): string {
  const set = new TemplateSet()
  set.parse('own.tmpl', definitions)
  return new HtmlTemplates(set).render(text, data, 0)
}

test('a template is escaped for each place that it is called from', () => {
  const definitions = '{{ define "x" }}{{ .Status }}{{ end }}'
  const text = '{{ template "x" . }} <a href="?{{ template "x" . }}">'
  expect(render(text, definitions)).toBe('&lt;firing&gt; <a href="?%3cfiring%3e">')
})

test('the text templates of the set stay as they are', () => {
  const set = new TemplateSet()
  set.parse('own.tmpl', '{{ define "x" }}{{ .Status }}{{ end }}')
  const html = new HtmlTemplates(set)
  expect(html.render('{{ template "x" . }}', data, 0)).toBe('&lt;firing&gt;')
  expect(set.renderText('{{ template "x" . }}', data, 0)).toBe('<firing>')
})

test('a definition that comes later counts', () => {
  const set = new TemplateSet()
  const html = new HtmlTemplates(set)
  expect(html.render('{{ block "x" . }}a{{ end }}', data, 0)).toBe('a')
  set.parse('own.tmpl', '{{ define "y" }}<{{ end }}')
  expect(html.render('{{ template "y" }}', data, 0)).toBe('&lt;')
})

test('route labels are HTML templates, too', () => {
  expect(render('{{ routeLabels "team" }}')).toBe('&amp;lt;firing&amp;gt;')
})

test('texts without actions are documents as well', () => {
  expect(render('a < b<!-- c -->')).toBe('a &lt; b')
  expect(() => render('<p')).toThrow('ends in a non-text context')
})

describe('mistakes have the codes that Go documents', () => {
  test.each<readonly [string, EscapeErrorCode]>([
    ['<a href="{{ if true }}?{{ end }}{{ 1 }}">', 'ErrAmbigContext'],
    ['<p a"b>', 'ErrBadHTML'],
    ['{{ if true }}<p{{ end }}', 'ErrBranchEnd'],
    ['<p', 'ErrEndContext'],
    ['{{ template "x" }}', 'ErrNoSuchTemplate'],
    ['{{ define "x" }}{{ if 1 }}{{ template "x" }}{{ end }}<p{{ end }}{{ template "x" }}', 'ErrOutputContext'],
    ['<script>/[{{ 1 }}]/', 'ErrPartialCharset'],
    ['<script>"\\{{ 1 }}"', 'ErrPartialEscape'],
    ['{{ 1 | html | print }}', 'ErrPredefinedEscaper'],
    ['<script>{{ if true }}a{{ end }} /{{ 1 }}/', 'ErrSlashAmbig'],
    [`${'{{ range 3 }}'.repeat(40)}a${'{{ end }}'.repeat(40)}`, 'TooComplex'],
  ])('%s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })
})

test('a mistake tells where it is', () => {
  expect(() =>
    render('a\n{{ template "x" }}', '\n{{ define "x" }}\n  <a href="{{ if true }}?{{ end }}{{ 1 }}">{{ end }}'),
  ).toThrow(expect.objectContaining({ template: 'own.tmpl', line: 3, column: 37 }))
})

function codeOf(text: string): EscapeErrorCode | undefined {
  try {
    render(text)
  } catch (error) {
    if (error instanceof EscapeError) return error.code
    throw error
  }
  return undefined
}
