// The silence that is being edited, asked for from time to time: the page's other questions rest while a form is open.

import { useQuery } from '@tanstack/react-query'
import type { WireSilence } from '../../../api/v2/schema.ts'
import { second } from '../../../model/instant.ts'
import { ApiError } from '../../api/client.ts'
import { useServices } from '../../services.tsx'

const interval = 3 * second

export function useEditedSilence(id: string) {
  const { client } = useServices()
  return useQuery({
    queryKey: ['silence', id],
    queryFn: ({ signal }) => client.request<WireSilence>(`api/v2/silence/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: interval,
    // What an earlier form read is old.
    refetchOnMount: 'always',
    gcTime: 0,
  })
}

/** True where the server knows no such silence, or finds that this is no id at all. */
export function isMissing(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 422)
}
