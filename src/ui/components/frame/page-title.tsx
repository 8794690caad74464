// A page's heading, and its name in the tab's title.

import { useEffect } from 'react'
import { useServices } from '../../services.tsx'
import classes from './frame.module.css'

interface PageTitleProps {
  readonly children: string
  /** For a page that shows by itself what it is: then only who listens hears the heading. */
  readonly isHidden?: boolean
}

export function PageTitle({ children, isHidden = false }: PageTitleProps) {
  const { pageName } = useServices()
  useEffect(() => pageName.set(children), [pageName, children])
  return <h1 className={isHidden ? 'visually-hidden' : classes.title}>{children}</h1>
}
