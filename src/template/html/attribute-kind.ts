// What the value of an attribute is, judged by its name: text, a URL, a style, a script. As Go's html/template (attr.go).

/** 'unsafe' values change how the rest of the document, or a request, is read. */
export type AttributeContent = 'plain' | 'url' | 'css' | 'js' | 'srcset' | 'html' | 'unsafe'

const urlNames = `action archive background cite classid codebase data formaction href icon longdesc manifest poster
  profile src usemap xmlns`

const unsafeNames = `accept-charset async challenge charset content crossorigin defer enctype form formenctype
  formmethod formnovalidate http-equiv keytype language method novalidate pattern rel sandbox type value`

const plainNames = `accept alt autocomplete autofocus autoplay border checked class cols colspan contenteditable
  contextmenu controls coords datetime default dir dirname disabled draggable dropzone for formtarget headers height
  hidden high hreflang id ismap kind label lang list loop low max maxlength media mediagroup min multiple name open
  optimum placeholder preload pubdate radiogroup readonly required reversed rows rowspan spellcheck scope scoped
  seamless selected shape size sizes span srclang start step tabindex target title width wrap`

const known: ReadonlyMap<string, AttributeContent> = new Map([
  ...contents(urlNames, 'url'),
  ...contents(unsafeNames, 'unsafe'),
  ...contents(plainNames, 'plain'),
  ['srcdoc', 'html'],
  ['srcset', 'srcset'],
  ['style', 'css'],
])

/** What an attribute of that name holds. The name is in lower case. */
export function attributeContent(name: string): AttributeContent {
  if (name.startsWith('xmlns:')) return 'url'
  // data-href and xlink:href are as dangerous as href itself.
  const plainName = name.startsWith('data-') ? name.slice('data-'.length) : name.slice(name.indexOf(':') + 1)
  const content = known.get(plainName)
  if (content !== undefined) return content
  if (plainName.startsWith('on')) return 'js'
  return /src|uri|url/.test(plainName) ? 'url' : 'plain'
}

function contents(names: string, content: AttributeContent): [string, AttributeContent][] {
  return names.split(/\s+/).map((name) => [name, content])
}
