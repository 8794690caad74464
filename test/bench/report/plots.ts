// The plots of the page: how costs grow, and how the soak went.

import type { RouterKind } from '../../support/alert-router.ts'
import type { GrowthResult } from '../growth.ts'
import type { SoakResult, SoakSample } from '../soak.ts'
import { median } from '../statistics.ts'
import { figure } from './figures.ts'
import type { Plot } from './plot.ts'
import { linearScale, logScale, logScaleAt } from './scale.ts'
import { colors } from './svg.ts'

const servers: readonly { readonly kind: RouterKind; readonly name: string; readonly color: string }[] = [
  { kind: 'tocsin', name: 'Tocsin', color: colors.tocsin },
  { kind: 'alertmanager', name: 'Alertmanager', color: colors.alertmanager },
]

/** A line for each server, over the amounts. The vertical axis is logarithmic where one server is far above the other. */
export function growthPlot({ title, amount, per, of }: GrowthResult): Plot {
  const series = servers.flatMap(({ kind, name, color }) => {
    const points = (of[kind] ?? []).map(({ amount, values }) => ({ x: amount, y: median(values) }))
    return points.length === 0 ? [] : [{ name, color, points, marked: true }]
  })
  const costs = series.flatMap(({ points }) => points.map(({ y }) => y))
  const amounts = new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))
  const [least, most] = [Math.min(...costs), Math.max(...costs)]
  return {
    title,
    x: {
      label: `${amount} (logarithmic)`,
      scale: logScaleAt([...amounts]),
      text: (value) => value.toLocaleString('en'),
    },
    y: {
      label: `µs of CPU time for one ${per}${most / least > 12 ? ' (logarithmic)' : ''}`,
      scale: most / least > 12 ? logScale(least, most) : linearScale(most * 1.1),
      text: figure,
    },
    series,
  }
}

const mebibyte = 1024 * 1024
const watched: readonly { readonly key: keyof SoakSample; readonly name: string; readonly color: string }[] = [
  { key: 'resident', name: 'resident memory', color: colors.tocsin },
  { key: 'heap', name: 'heap in use', color: colors.third },
  { key: 'files', name: 'files', color: colors.fourth },
]

export function soakPlot({ minutes, alertsPerSecond, samples }: SoakResult): Plot {
  const series = watched.map(({ key, name, color }) => ({
    name,
    color,
    marked: false,
    points: samples.map((sample) => ({ x: sample.second / 60, y: sample[key] / mebibyte })),
  }))
  const most = Math.max(...series.flatMap(({ points }) => points.map(({ y }) => y)))
  return {
    title: `Tocsin at ${alertsPerSecond.toLocaleString('en')} alerts a second, with one of two webhooks dead`,
    x: { label: 'minutes', scale: linearScale(minutes, 6), text: figure },
    y: { label: 'MiB', scale: linearScale(most * 1.05), text: figure },
    series,
  }
}
