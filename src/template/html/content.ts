// A value on its way into the document: its text, and what it is trusted to be. As Go's html/template (content.go).

/** 'plain' is trusted with nothing; the others are Go's template.HTML, URL and so on, which safeHtml and safeUrl make. */
export type ContentType = 'plain' | 'css' | 'html' | 'htmlAttr' | 'jsStr' | 'url' | 'srcset'

export interface Content {
  readonly text: string
  readonly type: ContentType
}

/** What is written in place of a value that would not be safe: as Go, so that it can be searched for. */
export const unsafePlaceholder = 'ZgotmplZ'
