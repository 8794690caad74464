// A line plot as SVG text.

import type { Scale } from './scale.ts'
import { colors, svgDocument, svgText } from './svg.ts'

/** One line. */
export interface Series {
  readonly name: string
  readonly color: string
  readonly points: readonly Point[]
  /** Whether its points are marked, with their values: for few points. */
  readonly marked: boolean
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Axis {
  readonly label: string
  readonly scale: Scale
  /** A value of this axis as text. */
  readonly text: (value: number) => string
}

export interface Plot {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
}

const width = 760
const height = 400
const frame = { left: 72, right: 24, top: 94, bottom: 56 }

export function plotSvg({ title, x, y, series }: Plot): string {
  const across = (value: number): number =>
    round(frame.left + x.scale.place(value) * (width - frame.left - frame.right))
  const up = (value: number): number =>
    round(height - frame.bottom - y.scale.place(value) * (height - frame.top - frame.bottom))
  const bottom = height - frame.bottom
  const parts = [
    svgText({ x: frame.left - 48, y: 30, content: title, size: 17, weight: 600 }),
    ...legend(series),
    svgText({ x: frame.left - 48, y: frame.top - 16, content: y.label, color: colors.faint }),
    svgText({
      x: (frame.left + width - frame.right) / 2,
      y: height - 14,
      content: x.label,
      color: colors.faint,
      anchor: 'middle',
    }),
    ...y.scale.ticks.flatMap((tick) => [
      `<line x1="${frame.left}" x2="${width - frame.right}" y1="${up(tick)}" y2="${up(tick)}" stroke="${colors.line}"/>`,
      svgText({ x: frame.left - 10, y: up(tick) + 4, content: y.text(tick), color: colors.faint, anchor: 'end' }),
    ]),
    ...x.scale.ticks.flatMap((tick) => [
      `<line x1="${across(tick)}" x2="${across(tick)}" y1="${bottom}" y2="${bottom + 5}" stroke="${colors.faint}"/>`,
      svgText({ x: across(tick), y: bottom + 20, content: x.text(tick), color: colors.faint, anchor: 'middle' }),
    ]),
    `<line x1="${frame.left}" x2="${width - frame.right}" y1="${bottom}" y2="${bottom}" stroke="${colors.faint}"/>`,
  ]
  for (const { color, points, marked } of series) {
    const path = points.map((point) => `${across(point.x)},${up(point.y)}`).join(' ')
    parts.push(
      `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="${marked ? 2.5 : 1.75}" stroke-linejoin="round" stroke-linecap="round"/>`,
    )
    if (!marked) continue
    for (const point of points) {
      parts.push(
        `<circle cx="${across(point.x)}" cy="${up(point.y)}" r="4.5" fill="${color}" stroke="#ffffff" stroke-width="1.5"/>`,
        svgText({
          x: across(point.x),
          y: labelPlace({ point, series, up, bottom }),
          content: y.text(point.y),
          color,
          anchor: 'middle',
          weight: 600,
        }),
      )
    }
  }
  return svgDocument({ width, height, title }, parts)
}

/** Above the point; below it where it is the lower of two that lie close together, and there is room. */
function labelPlace({
  point,
  series,
  up,
  bottom,
}: {
  readonly point: Point
  readonly series: readonly Series[]
  readonly up: (value: number) => number
  readonly bottom: number
}): number {
  const here = up(point.y)
  const crowded = series.some(({ points }) =>
    points.some((other) => other.x === point.x && up(other.y) < here && here - up(other.y) < 34),
  )
  return crowded && here + 22 < bottom ? here + 20 : here - 11
}

function legend(series: readonly Series[]): readonly string[] {
  let left = frame.left - 48
  return series.flatMap(({ name, color }) => {
    const at = left
    left += 44 + name.length * 7.5
    return [
      `<line x1="${at}" x2="${at + 20}" y1="48" y2="48" stroke="${color}" stroke-width="3" stroke-linecap="round"/>`,
      svgText({ x: at + 27, y: 52, content: name }),
    ]
  })
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
