// Where the time of a scenario goes, as bars in SVG text on their own white ground.

import type { ProfileResult } from '../profile.ts'
import { figure } from './figures.ts'
import { colors, svgDocument, svgText } from './svg.ts'

const width = 900
const labels = 330
const right = 130
const top = 60
const rowHeight = 22
const mostRows = 14

export function profileChart({ name, parts }: ProfileResult): string {
  const total = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const shown = parts.slice(0, mostRows)
  const others = parts.slice(mostRows)
  const rest = others.reduce((sum, { seconds }) => sum + seconds, 0)
  const rows = rest === 0 ? shown : [...shown, { part: `${others.length} other parts`, seconds: rest }]
  const longest = Math.max(...rows.map(({ seconds }) => seconds), Number.MIN_VALUE)
  const title = `Where the time goes: ${name}, ${figure(total)} s of CPU time`
  return svgDocument({ width, height: top + rows.length * rowHeight + 24, title }, [
    svgText({ x: 24, y: 34, content: title, size: 17, weight: 600 }),
    ...rows.flatMap(({ part, seconds }, index) => {
      const y = top + index * rowHeight
      const length = (seconds / longest) * (width - labels - right)
      return [
        svgText({ x: labels - 12, y: y + 15, content: part, anchor: 'end', size: 12 }),
        `<rect x="${labels}" y="${y + 4}" width="${Math.max(1, length).toFixed(1)}" height="14" rx="2" fill="${colors.tocsin}"/>`,
        svgText({
          x: labels + length + 8,
          y: y + 15,
          content: `${((100 * seconds) / total).toFixed(1)} %, ${figure(seconds * 1000)} ms`,
          size: 12,
        }),
      ]
    }),
  ])
}
