// What an address shows that no page has.

import { Link } from '@tanstack/react-router'
import { PageTitle } from './page-title.tsx'

export function MissingPage() {
  return (
    <>
      <PageTitle>No such page</PageTitle>
      <p>
        Nothing is at this address. <Link to="/alerts">Go to the alerts</Link>
      </p>
    </>
  )
}
