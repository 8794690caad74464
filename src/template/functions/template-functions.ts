// All functions that a template of Alertmanager's can call: Go's own and those of template/template.go.

import { sprint, sprintf, sprintln } from '../format/printf.ts'
import { anyType, type GoFunction, reflectValueType, stringType } from '../go-type.ts'
import { isTrue, unwrapped } from '../values.ts'
import { comparisons } from './comparison.ts'
import { escaping } from './escaping.ts'
import { indexing } from './indexing.ts'
import { regexpFunctions } from './regexp-functions.ts'
import { textFunctions } from './text-functions.ts'
import { timeFunctions } from './time-functions.ts'

const operands = { parameters: [anyType], isVariadic: true }

/** `and`, `or` and `call` are carried out by the caller, which knows their arguments unevaluated. */
const carriedOutByTheCaller: GoFunction = {
  parameters: [reflectValueType, reflectValueType],
  isVariadic: true,
  call: () => undefined,
}

const ownOfGo: Readonly<Record<string, GoFunction>> = {
  and: carriedOutByTheCaller,
  or: carriedOutByTheCaller,
  call: carriedOutByTheCaller,
  not: { parameters: [reflectValueType], call: ([value]) => !isTrue(unwrapped(value)) },
  print: { ...operands, call: (args) => sprint(args) },
  printf: {
    parameters: [stringType, anyType],
    isVariadic: true,
    call: ([format, ...args]) => sprintf(format as string, args),
  },
  println: { ...operands, call: (args) => sprintln(args) },
}

/** The functions by name. Each call makes a set of its own, which remembers patterns and time zones. */
export function templateFunctions(): ReadonlyMap<string, GoFunction> {
  return new Map(
    Object.entries({
      ...ownOfGo,
      ...comparisons,
      ...indexing,
      ...escaping,
      ...textFunctions,
      ...regexpFunctions(),
      ...timeFunctions(),
    }),
  )
}
