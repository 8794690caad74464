// Reads a command line by a table of flags, by kingpin's rules: `--flag=value`, `--flag value`, `--no-switch`, `-h`,
// `--` and `@file`. Knows no flag by itself; the commands and the server bring their tables.

import { nearestName } from '../../schema/nearest-name.ts'

/** One flag: how its text is read, and what --help and the reference say of it. */
export interface Flag<T> {
  readonly kind: 'switch' | 'text' | 'number' | 'duration' | 'bytes' | 'choice'
  readonly help: string
  /** The text that counts when the flag is not given. Without one, `read` gets the empty string. */
  readonly default?: string
  /** What --help shows for a value that has no default. */
  readonly placeholder?: string
  readonly short?: string
  /** Other names that mean this flag. */
  readonly aliases?: readonly string[]
  readonly repeatable: boolean
  /** Taken for compatibility, but not shown by --help. */
  readonly hidden?: boolean
  /** Set when the flag is taken and does nothing: why. */
  readonly noEffect?: string
  /** Turns what was given into the value. @throws CommandLineError that says what is wrong, without the flag's name. */
  read(texts: readonly string[]): T
}

// biome-ignore lint/suspicious/noExplicitAny: a table holds flags of every type; FlagValues keeps each one's own.
export type FlagTable = Readonly<Record<string, Flag<any>>>

/** The values of a table's flags, by name. */
export type FlagValues<T extends FlagTable> = { readonly [K in keyof T]: T[K] extends Flag<infer V> ? V : never }

/** A command line that cannot be understood. The message is for the person who typed it. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

/** What was found before values are read. `problem` is where it stopped making sense; what came before is there still. */
export interface Scanned {
  readonly given: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
  readonly problem: CommandLineError | undefined
}

export interface CommandLineRules {
  readonly flags: FlagTable
  /** Whether words that are no flags are taken. */
  readonly operands: boolean
  /** Reads the file of an `@file` argument. */
  readonly readFile: (path: string) => string
}

/** `broken` stands where an argument file could not be read, and carries the reason. */
interface Token {
  readonly kind: 'long' | 'short' | 'word' | 'broken'
  readonly text: string
}

/** Finds flags and operands. Values stay text: see readValues. */
export function scanCommandLine(argv: readonly string[], rules: CommandLineRules): Scanned {
  const given = new Map<string, string[]>()
  const operands: string[] = []
  try {
    const tokens = [...tokenize(argv, rules)]
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token
      if (token.kind === 'broken') throw new CommandLineError(token.text)
      if (token.kind === 'word') {
        if (!rules.operands) throw new CommandLineError(`unexpected ${token.text}`)
        operands.push(token.text)
        continue
      }
      const { name, flag, negated } = findFlag(token, rules.flags)
      let value = negated ? 'false' : 'true'
      if (flag.kind !== 'switch') {
        const next = tokens[i + 1]
        if (next?.kind !== 'word') throw new CommandLineError(`expected argument for flag '${spell(token)}'`)
        value = next.text
        i++
      }
      const texts = given.get(name)
      if (texts === undefined) given.set(name, [value])
      else texts.push(value)
    }
  } catch (error) {
    if (error instanceof CommandLineError) return { given, operands, problem: error }
    throw error
  }
  return { given, operands, problem: undefined }
}

/** Reads the values of what was scanned, defaults included. @throws CommandLineError */
export function readValues<T extends FlagTable>(scanned: Scanned, flags: T): FlagValues<T> {
  const values: Record<string, unknown> = {}
  for (const [name, flag] of Object.entries(flags)) {
    const texts = scanned.given.get(name)
    if (texts !== undefined && texts.length > 1 && !flag.repeatable) {
      throw new CommandLineError(`flag '${name}' cannot be repeated`)
    }
    values[name] = readValue(name, flag, texts ?? (flag.default === undefined ? [] : [flag.default]))
  }
  // Every key of the table was filled by that key's own `read`.
  return values as FlagValues<T>
}

function readValue(name: string, flag: Flag<unknown>, texts: readonly string[]): unknown {
  try {
    return flag.read(texts)
  } catch (error) {
    if (error instanceof CommandLineError) throw new CommandLineError(`--${name}: ${error.message}`)
    throw error
  }
}

function findFlag(token: Token, flags: FlagTable): { name: string; flag: Flag<unknown>; negated: boolean } {
  if (token.kind === 'short') {
    const found = Object.entries(flags).find(([, flag]) => flag.short === token.text)
    if (found === undefined) throw new CommandLineError(`unknown short flag '-${token.text}'`)
    return { name: found[0], flag: found[1], negated: false }
  }
  const direct = lookUp(token.text, flags)
  if (direct !== undefined) return { ...direct, negated: false }
  const opposite = token.text.startsWith('no-') ? lookUp(token.text.slice(3), flags) : undefined
  if (opposite?.flag.kind === 'switch') return { ...opposite, negated: true }
  throw new CommandLineError(`unknown long flag '--${token.text}'${suggestion(token.text, flags)}`)
}

function lookUp(name: string, flags: FlagTable): { name: string; flag: Flag<unknown> } | undefined {
  if (Object.hasOwn(flags, name)) return { name, flag: flags[name] as Flag<unknown> }
  const aliased = Object.entries(flags).find(([, flag]) => flag.aliases?.includes(name))
  return aliased && { name: aliased[0], flag: aliased[1] }
}

function suggestion(name: string, flags: FlagTable): string {
  const shown = Object.entries(flags).filter(([, flag]) => flag.hidden !== true)
  const nearest = nearestName(
    name,
    shown.map(([flag]) => flag),
  )
  return nearest === undefined ? '' : ` (did you mean '--${nearest}'?)`
}

function spell(token: Token): string {
  return (token.kind === 'long' ? '--' : '-') + token.text
}

/** As kingpin (parser.go): short switches may be joined (`-hv`), a short flag may hold its value (`-ofile`). */
function* tokenize(argv: readonly string[], { flags, readFile }: CommandLineRules): Generator<Token> {
  const rest = [...argv]
  let wordsOnly = false
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (wordsOnly) {
      yield { kind: 'word', text: arg }
    } else if (arg === '--') {
      wordsOnly = true
    } else if (arg.startsWith('--')) {
      const equals = arg.indexOf('=')
      yield { kind: 'long', text: arg.slice(2, equals < 0 ? undefined : equals) }
      if (equals >= 0) yield { kind: 'word', text: arg.slice(equals + 1) }
    } else if (arg === '-') {
      yield { kind: 'word', text: arg }
    } else if (arg.startsWith('-')) {
      const short = String.fromCodePoint(arg.codePointAt(1) as number)
      const joined = arg.slice(1 + short.length)
      const flag = Object.values(flags).find((candidate) => candidate.short === short)
      yield { kind: 'short', text: short }
      if (joined === '') continue
      if (flag !== undefined && flag.kind !== 'switch') yield { kind: 'word', text: joined }
      else rest.unshift(`-${joined}`)
    } else if (arg.startsWith('@')) {
      const file = readArguments(arg.slice(1), readFile)
      if (typeof file === 'string') {
        yield { kind: 'broken', text: file }
        return
      }
      rest.unshift(...file)
    } else {
      yield { kind: 'word', text: arg }
    }
  }
}

/** The arguments in a file, one a line, or why there are none. Lines that start with # are comments. */
function readArguments(path: string, readFile: (path: string) => string): readonly string[] | string {
  if (path === '') return 'expected @ file to expand arguments from'
  try {
    return readFile(path)
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('#') && line.trim() !== '')
  } catch (error) {
    return `failed to open arguments file "${path}": ${error instanceof Error ? error.message : String(error)}`
  }
}
