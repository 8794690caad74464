// Go's Sprintf: reads a format and prints its operands. As fmt/print.go doPrintf, with its error texts.

import { Interface, integerIn, textIn, typeName, type Value } from '../values.ts'
import { noFlags } from './formatter.ts'
import { Printer } from './printer.ts'

/** Larger widths, precisions and operand numbers are none. */
const largestNumber = 1_000_000

/** The text of a format with its operands. Throws only where the text would be immense. */
export function sprintf(format: string, operands: readonly Value[]): string {
  return new FormatRun(format, operands).run()
}

/** Go's Sprint: operands with spaces between those of which neither is a string. */
export function sprint(operands: readonly Value[]): string {
  const [first] = operands
  if (operands.length === 1 && typeof first === 'string') return first
  const printer = new Printer()
  let afterText = true
  for (const operand of operands) {
    const isText = textIn(bare(operand)) !== undefined
    if (!isText && !afterText) printer.write(' ')
    printer.operand(bare(operand), 'v')
    afterText = isText
  }
  return printer.text
}

/** Go's Sprintln: operands with spaces between, and a newline. */
export function sprintln(operands: readonly Value[]): string {
  const printer = new Printer()
  for (const [index, operand] of operands.entries()) {
    if (index > 0) printer.write(' ')
    printer.operand(bare(operand), 'v')
  }
  return `${printer.text}\n`
}

function bare(operand: Value): Value {
  return operand instanceof Interface ? operand.value : operand
}

class FormatRun {
  readonly #format: string
  readonly #operands: readonly Value[]
  readonly #printer = new Printer()
  #at = 0
  /** Which operand comes next. */
  #next = 0
  /** True when the format named an operand by its number: then left over operands are no mistake. */
  #isReordered = false
  /** False when the number of an operand made no sense. */
  #isGoodIndex = true
  /** True right after `[3]`. */
  #isAfterIndex = false

  constructor(format: string, operands: readonly Value[]) {
    this.#format = format
    this.#operands = operands
  }

  run(): string {
    for (;;) {
      const percent = this.#format.indexOf('%', this.#at)
      this.#printer.write(this.#format.slice(this.#at, percent < 0 ? undefined : percent))
      if (percent < 0) break
      this.#at = percent + 1
      if (!this.#directive()) break
    }
    this.#reportExtra()
    return this.#printer.text
  }

  /** One verb with its flags; false at the end of the format. */
  #directive(): boolean {
    const { flags } = this.#printer
    Object.assign(flags, noFlags())
    this.#isGoodIndex = true
    this.#isAfterIndex = false
    this.#readFlags()
    this.#readIndex()
    this.#readWidth()
    this.#readPrecision()
    if (!this.#isAfterIndex) this.#readIndex()
    if (this.#at >= this.#format.length) {
      this.#printer.write('%!(NOVERB)')
      return false
    }
    const verb = String.fromCodePoint(this.#format.codePointAt(this.#at) as number)
    this.#at += verb.length
    this.#print(verb)
    return true
  }

  #print(verb: string): void {
    const { flags } = this.#printer
    if (verb === '%') this.#printer.write('%')
    else if (!this.#isGoodIndex) this.#printer.write(`%!${verb}(BADINDEX)`)
    else if (this.#next >= this.#operands.length) this.#printer.write(`%!${verb}(MISSING)`)
    else {
      if (verb === 'v' || verb === 'w') {
        flags.sharpV = flags.sharp
        flags.sharp = false
        flags.plusV = flags.plus
        flags.plus = false
      }
      this.#printer.operand(bare(this.#operands[this.#next++]), verb)
    }
  }

  #readFlags(): void {
    const { flags } = this.#printer
    for (; this.#at < this.#format.length; this.#at++) {
      switch (this.#format[this.#at]) {
        case '#':
          flags.sharp = true
          break
        case '0':
          flags.zero = true
          break
        case '+':
          flags.plus = true
          break
        case '-':
          flags.minus = true
          break
        case ' ':
          flags.space = true
          break
        default:
          return
      }
    }
  }

  #readWidth(): void {
    const { flags } = this.#printer
    if (this.#format[this.#at] === '*') {
      this.#at++
      const width = this.#numberOperand()
      if (width === undefined) this.#printer.write('%!(BADWIDTH)')
      flags.width = width === undefined ? undefined : Math.abs(width)
      if (width !== undefined && width < 0) {
        flags.minus = true
        flags.zero = false
      }
      this.#isAfterIndex = false
      return
    }
    flags.width = this.#readNumber(this.#format.length)
    // `%[3]2d`
    if (this.#isAfterIndex && flags.width !== undefined) this.#isGoodIndex = false
  }

  #readPrecision(): void {
    const { flags } = this.#printer
    // A point at the very end is a verb, and a bad one.
    if (this.#format[this.#at] !== '.' || this.#at + 1 >= this.#format.length) return
    this.#at++
    // `%[3].2d`
    if (this.#isAfterIndex) this.#isGoodIndex = false
    this.#readIndex()
    if (this.#format[this.#at] !== '*') {
      flags.precision = this.#readNumber(this.#format.length) ?? 0
      return
    }
    this.#at++
    const precision = this.#numberOperand()
    flags.precision = precision === undefined || precision < 0 ? undefined : precision
    if (flags.precision === undefined) this.#printer.write('%!(BADPREC)')
    this.#isAfterIndex = false
  }

  /** `[3]`: the number of the operand, counted from 1. */
  #readIndex(): void {
    if (this.#format[this.#at] !== '[') {
      this.#isAfterIndex = false
      return
    }
    this.#isReordered = true
    const open = this.#at
    const close = this.#format.indexOf(']', open + 1)
    // Fewer than three characters are no `[1]`.
    if (close < 0 || this.#format.length - open < 3) {
      this.#isGoodIndex = false
      this.#isAfterIndex = false
      this.#at = open + 1
      return
    }
    this.#at = open + 1
    const number = this.#readNumber(close)
    const isNumber = number !== undefined && this.#at === close
    this.#at = close + 1
    this.#isAfterIndex = isNumber
    if (isNumber && number >= 1 && number <= this.#operands.length) this.#next = number - 1
    else this.#isGoodIndex = false
  }

  #readNumber(end: number): number | undefined {
    let number: number | undefined
    while (this.#at < end) {
      const digit = this.#format.charCodeAt(this.#at) - 0x30
      if (digit < 0 || digit > 9) return number
      if (number !== undefined && number > largestNumber) {
        this.#at = end
        return undefined
      }
      number = (number ?? 0) * 10 + digit
      this.#at++
    }
    return number
  }

  /** The operand for a `*`. */
  #numberOperand(): number | undefined {
    if (this.#next >= this.#operands.length) return undefined
    const number = integerIn(bare(this.#operands[this.#next++]))
    return number === undefined || number > largestNumber || number < -largestNumber ? undefined : Number(number)
  }

  #reportExtra(): void {
    if (this.#isReordered || this.#next >= this.#operands.length) return
    Object.assign(this.#printer.flags, noFlags())
    this.#printer.write('%!(EXTRA ')
    for (const [index, operand] of this.#operands.slice(this.#next).entries()) {
      const value = bare(operand)
      if (index > 0) this.#printer.write(', ')
      if (value === undefined) this.#printer.write('<nil>')
      else {
        this.#printer.write(`${typeName(value)}=`)
        this.#printer.operand(value, 'v')
      }
    }
    this.#printer.write(')')
  }
}
