// Prints any value under one verb: the walk through lists, maps and structs, and what each kind makes of each verb.
// As Go's fmt/print.go, with its texts for what does not fit: `%!d(string=x)`.

import { bytesOf, textOf } from '../go-text.ts'
import { type CallContext, uint8Type } from '../go-type.ts'
import {
  type Complex,
  elementOf,
  GoMap,
  Interface,
  isUnsigned,
  kindOf,
  Pointer,
  Scalar,
  Slice,
  type StructValue,
  type TypedValue,
  typeName,
  type Value,
} from '../values.ts'
import type { FloatForm } from './float-text.ts'
import { Formatter } from './formatter.ts'

/** Go prints addresses here, which are different every time. */
const someAddress = 0xc000010000n

/** Methods that print need no more of their surroundings than this. */
const printing: CallContext = { now: 0, spend: () => undefined, routeLabel: () => '' }

/** Lists that hold each other over and over print no end of brackets; no data has as many values. */
const mostValues = 1_000_000

export class Printer extends Formatter {
  #values = 0
  /** While an error text is written, methods are not asked how the value prints. */
  #reportsError = false

  /** Prints an operand of printf or print; undefined is nil. */
  operand(value: Value, verb: string): void {
    if (value === undefined) {
      if (verb === 'T' || verb === 'v') this.pad('<nil>')
      else this.#badVerb(value, verb)
      return
    }
    if (verb === 'T') {
      this.string(typeName(value))
      return
    }
    if (verb === 'p') {
      this.#address(value, verb)
      return
    }
    if (value instanceof Interface) {
      this.operand(value.value, verb)
      return
    }
    if (typeof value !== 'object') this.#plain(value, verb)
    else if (value instanceof Slice && value.type.element === uint8Type && !value.type.isNamed) this.#bytes(value, verb)
    else if (!this.#byMethod(value, verb)) this.#walk(value, verb, 0)
  }

  /** Whether the value printed itself: its String method, or GoString for `%#v`. */
  #byMethod(value: TypedValue, verb: string): boolean {
    if (this.#reportsError) return false
    if (verb === 'w') {
      this.#badVerb(value, verb)
      return true
    }
    const { methods } = value instanceof Pointer && value.target !== undefined ? value.target.type : value.type
    if (methods.size === 0) return false
    const receiver = value instanceof Pointer ? value.target : value
    if (this.flags.sharpV) {
      const goString = methods.get('GoString')
      if (goString === undefined) return false
      this.string(goString.call(receiver, [], printing) as string)
      return true
    }
    if (!'vsxXq'.includes(verb)) return false
    const string = methods.get('String')
    if (string === undefined || string.parameters.length > 0) return false
    this.#text(string.call(receiver, [], printing) as string, verb, value)
    return true
  }

  #plain(value: string | bigint | number | boolean, verb: string): void {
    switch (typeof value) {
      case 'string':
        this.#text(value, verb, value)
        return
      case 'bigint':
        this.#integer(value, verb, { signed: true, whole: value })
        return
      case 'number':
        this.#float(value, verb, value)
        return
      default:
        if (verb === 't' || verb === 'v') this.pad(String(value))
        else this.#badVerb(value, verb)
    }
  }

  #walk(value: Value, verb: string, depth: number): void {
    if (++this.#values > mostValues) throw new Error('the text is too long')
    if (depth > 0 && value !== undefined && typeof value === 'object') {
      const dynamic = value instanceof Interface ? value.value : value
      if (typeof dynamic === 'object' && this.#byMethod(dynamic, verb)) return
    }
    if (value === undefined) {
      if (verb === 'v') this.write('<nil>')
      else this.#badVerb(value, verb)
    } else if (typeof value !== 'object') this.#plain(value, verb)
    else if (value instanceof Scalar) this.#scalar(value, verb)
    else if (value instanceof GoMap) this.#map(value, verb, depth)
    else if (value instanceof Slice) this.#slice(value, verb, depth)
    else if (value instanceof Interface) this.#interface(value, verb, depth)
    else if (value instanceof Pointer) this.#pointer(value, verb, depth)
    else this.#struct(value, verb, depth)
  }

  #scalar(value: Scalar, verb: string): void {
    const inside = value.value
    if (typeof inside === 'string') this.#text(inside, verb, value)
    else if (typeof inside === 'bigint')
      this.#integer(inside, verb, { signed: !isUnsigned(kindOf(value)), whole: value })
    else if (typeof inside === 'number') this.#float(inside, verb, value)
    else if (typeof inside === 'boolean') this.#plain(inside, verb)
    else this.#complex(inside, verb, value)
  }

  #text(text: string, verb: string, whole: Value): void {
    if (verb === 's' || (verb === 'v' && !this.flags.sharpV)) this.string(text)
    else if (verb === 'q' || verb === 'v') this.quotedString(text)
    else if (verb === 'x' || verb === 'X') this.hexString(bytesOf(text), verb === 'X')
    else this.#badVerb(whole, verb)
  }

  #integer(value: bigint, verb: string, options: { readonly signed: boolean; readonly whole: Value }): void {
    const { signed } = options
    switch (verb) {
      case 'v':
        if (this.flags.sharpV && !signed) this.#prefixedHex(value)
        else this.integer(value, { base: 10, verb, signed })
        return
      case 'd':
        this.integer(value, { base: 10, verb, signed })
        return
      case 'b':
        this.integer(value, { base: 2, verb, signed })
        return
      case 'o':
      case 'O':
        this.integer(value, { base: 8, verb, signed })
        return
      case 'x':
      case 'X':
        this.integer(value, { base: 16, verb, signed })
        return
      case 'c':
        this.character(value)
        return
      case 'q':
        this.quotedCharacter(value)
        return
      case 'U':
        this.unicode(value)
        return
      default:
        this.#badVerb(options.whole, verb)
    }
  }

  #prefixedHex(value: bigint): void {
    const { sharp } = this.flags
    this.flags.sharp = true
    this.integer(value, { base: 16, verb: 'v', signed: false })
    this.flags.sharp = sharp
  }

  #float(value: number, verb: string, whole: Value): void {
    if (verb === 'v') this.float(value, 'g', -1)
    else if ('bgGxX'.includes(verb)) this.float(value, verb as FloatForm, -1)
    else if ('feEF'.includes(verb)) this.float(value, verb as FloatForm | 'F', 6)
    else this.#badVerb(whole, verb)
  }

  #complex({ real, imaginary }: Complex, verb: string, whole: Value): void {
    if (!'vbgGxXfFeE'.includes(verb)) {
      this.#badVerb(whole, verb)
      return
    }
    const { plus } = this.flags
    this.write('(')
    this.#float(real, verb, whole)
    this.flags.plus = true
    this.#float(imaginary, verb, whole)
    this.write('i)')
    this.flags.plus = plus
  }

  #map(map: GoMap, verb: string, depth: number): void {
    const { sharpV } = this.flags
    if (sharpV) {
      this.write(map.type.name)
      if (map.isNil) {
        this.write('(nil)')
        return
      }
      this.write('{')
    } else this.write('map[')
    for (const [index, key] of map.sortedKeys.entries()) {
      if (index > 0) this.write(sharpV ? ', ' : ' ')
      this.#walk(key, verb, depth + 1)
      this.write(':')
      this.#walk(map.get(key), verb, depth + 1)
    }
    this.write(sharpV ? '}' : ']')
  }

  #slice(slice: Slice, verb: string, depth: number): void {
    const { element } = slice.type
    if ('sqxX'.includes(verb) && element === uint8Type) {
      this.#bytes(slice, verb)
      return
    }
    const { sharpV } = this.flags
    if (sharpV) {
      this.write(slice.type.name)
      if (slice.isNil) {
        this.write('(nil)')
        return
      }
    }
    this.write(sharpV ? '{' : '[')
    for (const [index, item] of slice.items.entries()) {
      if (index > 0) this.write(sharpV ? ', ' : ' ')
      this.#walk(elementOf(slice.type, item), verb, depth + 1)
    }
    this.write(sharpV ? '}' : ']')
  }

  #bytes(slice: Slice, verb: string): void {
    const bytes = Uint8Array.from(slice.items, (item) => Number((item as Scalar).value))
    if (verb === 's' || verb === 'q' || verb === 'x' || verb === 'X') {
      this.#byteText(bytes, verb)
      return
    }
    if (verb !== 'v' && verb !== 'd') {
      this.#elements(slice, verb)
      return
    }
    const { sharpV } = this.flags
    if (sharpV && slice.isNil) {
      this.write(`${slice.type.name}(nil)`)
      return
    }
    this.write(sharpV ? `${slice.type.name === '[]uint8' ? '[]byte' : slice.type.name}{` : '[')
    for (const [index, byte] of bytes.entries()) {
      if (index > 0) this.write(sharpV ? ', ' : ' ')
      if (sharpV) this.#prefixedHex(BigInt(byte))
      else this.integer(BigInt(byte), { base: 10, verb, signed: false })
    }
    this.write(sharpV ? '}' : ']')
  }

  #byteText(bytes: Uint8Array, verb: string): void {
    if (verb === 'x' || verb === 'X') this.hexString(bytes, verb === 'X')
    else if (verb === 'q') this.quotedString(textOf(bytes))
    else this.string(textOf(bytes))
  }

  #elements(slice: Slice, verb: string): void {
    this.write('[')
    for (const [index, item] of slice.items.entries()) {
      if (index > 0) this.write(' ')
      this.#walk(item, verb, 1)
    }
    this.write(']')
  }

  #struct(struct: StructValue, verb: string, depth: number): void {
    const { sharpV, plusV } = this.flags
    this.write(sharpV ? `${struct.type.name}{` : '{')
    for (const [index, field] of (struct.type.fields ?? []).entries()) {
      if (index > 0) this.write(sharpV ? ', ' : ' ')
      if (sharpV || plusV) this.write(`${field.name}:`)
      this.#walk(struct.values[index], verb, depth + 1)
    }
    this.write('}')
  }

  #interface(place: Interface, verb: string, depth: number): void {
    if (place.value !== undefined) this.#walk(place.value, verb, depth + 1)
    else this.write(this.flags.sharpV ? `${place.type.name}(nil)` : '<nil>')
  }

  #pointer(pointer: Pointer, verb: string, depth: number): void {
    if (depth === 0 && pointer.target !== undefined) {
      this.write('&')
      this.#walk(pointer.target, verb, depth + 1)
      return
    }
    this.#address(pointer, verb)
  }

  #address(value: Value, verb: string): void {
    const kind = kindOf(value)
    if (kind !== 'map' && kind !== 'pointer' && kind !== 'slice') {
      this.#badVerb(value, verb)
      return
    }
    const isNil = (value as Slice).isNil || (value instanceof Pointer && value.target === undefined)
    const address = isNil ? 0n : someAddress
    if (verb === 'v' && this.flags.sharpV) {
      this.write(`(${typeName(value)})(`)
      if (isNil) this.write('nil')
      else this.#prefixedHex(address)
      this.write(')')
    } else if (verb === 'v' && isNil) this.pad('<nil>')
    else if (verb === 'v' || verb === 'p') {
      const { sharp } = this.flags
      this.flags.sharp = !sharp
      this.integer(address, { base: 16, verb: 'v', signed: false })
      this.flags.sharp = sharp
    } else if ('bodxX'.includes(verb)) this.#integer(address, verb, { signed: false, whole: value })
    else this.#badVerb(value, verb)
  }

  /** `%!d(string=x)` */
  #badVerb(value: Value, verb: string): void {
    this.#reportsError = true
    this.write(`%!${verb}(`)
    if (value === undefined) this.write('<nil>')
    else {
      this.write(`${typeName(value)}=`)
      // The error text of a value inside of another one prints it bare.
      this.operand(value, 'v')
    }
    this.write(')')
    this.#reportsError = false
  }
}
