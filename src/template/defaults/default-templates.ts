// The templates that every configuration can use without defining them: Alertmanager's, by the same names and with the
// same texts, but for the HTML mail, whose design is Tocsin's. As modules, since the page renders templates as well.

import { chatTemplates } from './chat.ts'
import { mailTemplates } from './mail.ts'
import { pagerTemplates } from './pager.ts'
import { sharedTemplates } from './shared.ts'

/** Texts to be parsed into a set before all others, by the names that error messages call them. */
export const defaultTemplates: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'default.tmpl', text: sharedTemplates + chatTemplates + pagerTemplates },
  { name: 'email.tmpl', text: mailTemplates },
]
