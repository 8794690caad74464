// Every configuration whose verdict is recorded.

import { chatCases } from './chat-cases.ts'
import type { ConfigCase } from './config-case.ts'
import { emailCases } from './email-cases.ts'
import { pagerCases } from './pager-cases.ts'
import { receiverCases } from './receiver-cases.ts'
import { routeCases } from './route-cases.ts'
import { sectionCases } from './section-cases.ts'
import { yamlCases } from './yaml-cases.ts'

export const configCases: readonly ConfigCase[] = [
  ...yamlCases,
  ...routeCases,
  ...sectionCases,
  ...receiverCases,
  ...chatCases,
  ...emailCases,
  ...pagerCases,
]
