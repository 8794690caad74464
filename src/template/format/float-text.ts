// Floating point numbers as Go's strconv.FormatFloat writes them: exact digits, halves rounded to even.

/** How a number is to be written. */
export type FloatForm = 'b' | 'e' | 'E' | 'f' | 'g' | 'G' | 'x' | 'X'

/** Decimal digits d1 d2 d3… of 0.d1d2d3… × 10^point. */
interface Digits {
  readonly digits: string
  readonly point: number
}

/** From this exponent on, the shortest form of `%g` has an `e`. */
const shortestExponent = 6

/**
 * @param precision digits after the point, or for `g` digits in all; -1 for as few as tell the number from all others
 */
export function formatFloat(value: number, form: FloatForm, precision: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const size = Math.abs(value)
  switch (form) {
    case 'b':
      return sign + binary(size)
    case 'x':
      return sign + hexadecimal(size, precision)
    case 'X':
      return sign + hexadecimal(size, precision).toUpperCase()
    case 'e':
      return sign + withExponent(precision < 0 ? shortest(size) : rounded(size, precision + 1), precision)
    case 'E':
      return formatFloat(value, 'e', precision).toUpperCase()
    case 'f':
      return sign + plain(precision < 0 ? shortest(size) : roundedAfterPoint(size, precision), precision)
    case 'g':
      return sign + general(size, precision)
    case 'G':
      return formatFloat(value, 'g', precision).toUpperCase()
    default:
      return form satisfies never
  }
}

function general(size: number, precision: number): string {
  const wanted = precision === 0 ? 1 : precision
  const digits = precision < 0 ? shortest(size) : rounded(size, wanted)
  let limit = wanted
  if (limit > digits.digits.length && digits.digits.length >= digits.point) limit = digits.digits.length
  if (precision < 0) limit = shortestExponent
  const exponent = size === 0 ? 0 : digits.point - 1
  const trimmed = { digits: digits.digits.replace(/0+$/, ''), point: digits.point }
  if (exponent < -4 || exponent >= limit) return withExponent(trimmed, -1)
  return plain(trimmed, -1)
}

/** `1.25e+07`; precision -1 for all digits there are. */
function withExponent({ digits, point }: Digits, precision: number): string {
  const first = digits[0] ?? '0'
  const rest = precision < 0 ? digits.slice(1) : digits.slice(1, precision + 1).padEnd(precision, '0')
  const exponent = /^0*$/.test(digits) ? 0 : point - 1
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${first}${rest === '' ? '' : `.${rest}`}e${exponent < 0 ? '-' : '+'}${size}`
}

function plain({ digits, point }: Digits, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits
  const shown = precision < 0 ? fraction : fraction.slice(0, precision).padEnd(precision, '0')
  return shown === '' ? whole : `${whole}.${shown}`
}

/** The fewest digits that read back as the same number: those of JavaScript's own conversion. */
function shortest(size: number): Digits {
  if (size === 0) return { digits: '', point: 0 }
  const [mantissa = '', exponent = '0'] = size.toExponential().split('e')
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 }
}

/** Rounded to so many digits. */
function rounded(size: number, count: number): Digits {
  if (size === 0) return { digits: '0'.repeat(Math.min(count, 1)), point: 1 }
  const { point } = exactPoint(size)
  return roundedAfterPoint(size, count - point, count)
}

function exactPoint(size: number): { point: number } {
  return { point: Number(size.toExponential(20).split('e')[1]) + 1 }
}

/** Digits beyond this place are zeros: no double has more. */
const lastPlace = 1100

function roundedAfterPoint(size: number, places: number, count?: number): Digits {
  const { mantissa, exponent } = split(size)
  const kept = Math.min(places, lastPlace)
  // size × 10^kept = mantissa × 2^exponent × 10^kept, as a fraction of whole numbers.
  let numerator = mantissa
  let denominator = 1n
  if (exponent > 0) numerator <<= BigInt(exponent)
  else denominator <<= BigInt(-exponent)
  if (kept > 0) numerator *= 10n ** BigInt(kept)
  else denominator *= 10n ** BigInt(-kept)
  let quotient = numerator / denominator
  const twice = (numerator % denominator) * 2n
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient++
  if (quotient === 0n) return { digits: '', point: 0 }
  const digits = quotient.toString()
  const result = { digits, point: digits.length - kept }
  // Rounding up may have made one digit more: 9.99 → 10.0.
  return count !== undefined && digits.length > count ? { digits: digits.slice(0, count), point: result.point } : result
}

/** size = mantissa × 2^exponent */
function split(size: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, size)
  const bits = view.getBigUint64(0)
  const biased = Number(bits >> 52n)
  const fraction = bits & 0xfffffffffffffn
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 }
}

/** `4503599627370496p-52` */
function binary(size: number): string {
  const { mantissa, exponent } = split(size)
  return `${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

/** `0x1.8p+01` */
function hexadecimal(size: number, precision: number): string {
  let { mantissa, exponent } = split(size)
  if (mantissa === 0n) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+00`
  // One bit before the point and 60 after it: a whole number of hexadecimal digits.
  while (mantissa < 1n << 60n) {
    mantissa <<= 1n
    exponent--
  }
  exponent += 60
  if (precision >= 0 && precision < 15) {
    const shift = BigInt(60 - precision * 4)
    const rest = mantissa & ((1n << shift) - 1n)
    const half = 1n << (shift - 1n)
    mantissa >>= shift
    if (rest > half || (rest === half && mantissa % 2n === 1n)) mantissa++
    mantissa <<= shift
    if (mantissa >= 1n << 61n) {
      mantissa >>= 1n
      exponent++
    }
  }
  const digits = mantissa.toString(16).slice(1)
  const fraction = precision < 0 ? digits.replace(/0+$/, '') : digits.slice(0, precision).padEnd(precision, '0')
  const sign = exponent < 0 ? '-' : '+'
  return `0x1${fraction === '' ? '' : `.${fraction}`}p${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}
