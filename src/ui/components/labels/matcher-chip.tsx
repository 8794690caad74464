// One matcher of a silence or a route, as text.

import type { Matcher } from '../../../model/matcher.ts'
import classes from './labels.module.css'

export function MatcherChip({ matcher }: { readonly matcher: Matcher }) {
  return <span className={classes.matcher}>{matcher.toString()}</span>
}
