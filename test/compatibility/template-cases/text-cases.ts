// All cases that are rendered as text.

import { comparisonCases } from './comparison-cases.ts'
import type { TemplateCase } from './data.ts'
import { functionCases } from './function-cases.ts'
import { printfCases } from './printf-cases.ts'
import { syntaxCases } from './syntax-cases.ts'
import { timeCases } from './time-cases.ts'
import { valueCases } from './value-cases.ts'

export const textCases: readonly TemplateCase[] = [
  ...syntaxCases,
  ...valueCases,
  ...comparisonCases,
  ...printfCases,
  ...functionCases,
  ...timeCases,
]
