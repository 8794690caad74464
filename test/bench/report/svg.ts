// The few pieces of SVG that the plots are made of.

/** They stand out on white, also to those who see few colours. */
export const colors = {
  tocsin: '#bc4c00',
  alertmanager: '#0969da',
  third: '#8250df',
  fourth: '#1a7f37',
  ink: '#1f2328',
  faint: '#59636e',
  line: '#d1d9e0',
} as const

/** A picture that brings its own white ground, so that it is readable on a dark page too. */
export function svgDocument(
  { width, height, title }: { readonly width: number; readonly height: number; readonly title: string },
  parts: readonly string[],
): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
  ].join('\n')}\n`
}

export interface SvgText {
  readonly x: number
  readonly y: number
  readonly content: string
  readonly color?: string
  readonly size?: number
  readonly weight?: number
  readonly anchor?: 'start' | 'middle' | 'end'
}

export function svgText({
  x,
  y,
  content,
  color = colors.ink,
  size = 13,
  weight = 400,
  anchor = 'start',
}: SvgText): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${color}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escaped(content)}</text>`
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
