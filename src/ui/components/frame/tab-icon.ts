// The tab's icon: a ring when all is quiet, else a disc with the number of alerts that fire.

export interface TabIcon {
  readonly tone: 'quiet' | 'firing' | 'critical'
  readonly text: string
}

const colours = { quiet: '#59616b', firing: '#b45309', critical: '#cf222e' } as const

/** A picture as a data: URL; undefined where the browser lets nobody draw. */
export function tabIcon({ tone, text }: TabIcon): string | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 64
  const context = canvas.getContext('2d')
  if (context === null) return undefined
  const colour = colours[tone]
  context.beginPath()
  if (tone === 'quiet') {
    context.arc(32, 32, 25, 0, 2 * Math.PI)
    context.lineWidth = 9
    context.strokeStyle = colour
    context.stroke()
    context.beginPath()
    context.arc(32, 32, 9, 0, 2 * Math.PI)
    context.fillStyle = colour
    context.fill()
    return canvas.toDataURL('image/png')
  }
  // Critical is square, so that the colour does not say it alone.
  if (tone === 'critical') context.roundRect(0, 0, 64, 64, 10)
  else context.arc(32, 32, 32, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
  context.fillStyle = '#ffffff'
  context.font = `bold ${text.length > 1 ? 40 : 48}px sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, 32, 35)
  return canvas.toDataURL('image/png')
}
