// The layouts of Go's package time, which describe a format by how it would show 2 January 2006, 15:04:05 in MST (-0700).

/** An element of a layout, and the literal text before it; the last one has no element. */
export interface LayoutPart {
  readonly literal: string
  readonly element: string | undefined
}

// In the order in which Go looks at them: of two that start alike the longer one first. `_2006` is a `_` before a year.
const element =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|__2|_2(?!006)|3|4|5|PM|pm|[-Z]07(?:0000|:00:00|00|:00)?|[.,](?:0+|9+)(?![0-9])/g

/** The parts of a layout. */
export function layoutParts(layout: string): readonly LayoutPart[] {
  const parts: LayoutPart[] = []
  let end = 0
  for (const match of layout.matchAll(element)) {
    parts.push({ literal: layout.slice(end, match.index), element: match[0] })
    end = match.index + match[0].length
  }
  parts.push({ literal: layout.slice(end), element: undefined })
  return parts
}

/** True for `.000` and `,999`. */
export function isFraction(element: string | undefined): boolean {
  return element !== undefined && /^[.,]/.test(element)
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
