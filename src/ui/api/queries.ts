// What the page reads from the server, and changes there. Answers are shared by all pages and kept over a lost connection.

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WireGroups, WireOperation, WireReceiverRecord, WireRoutes } from '../../api/tocsin/schema.ts'
import type { WirePostableSilence, WireSilence, WireStatus } from '../../api/v2/schema.ts'
import { useServices } from '../services.tsx'
import { keepUnchanged } from './keep-unchanged.ts'

/** The groups with all their alerts. */
export function useGroups() {
  const { client, clock } = useServices()
  return useQuery(
    queryOptions({
      queryKey: ['groups'],
      queryFn: async ({ signal }) => {
        const groups = await client.request<WireGroups>('api/tocsin/v1/groups', { signal })
        clock.correct(Date.parse(groups.now))
        return groups
      },
      structuralSharing: (before, now) => keepUnchanged(before as WireGroups | undefined, now as WireGroups), // of this query alone
    }),
  )
}

/** All silences, the expired ones too, in the server's order. */
export function useSilences() {
  const { client } = useServices()
  return useQuery({
    queryKey: ['silences'],
    queryFn: ({ signal }) => client.request<readonly WireSilence[]>('api/v2/silences', { signal }),
  })
}

export function useStatus() {
  const { client } = useServices()
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => client.request<WireStatus>('api/v2/status', { signal }),
  })
}

/** The receivers with what their integrations last did. */
export function useReceiverRecords() {
  const { client } = useServices()
  return useQuery({
    queryKey: ['receiver-records'],
    queryFn: ({ signal }) => client.request<readonly WireReceiverRecord[]>('api/tocsin/v1/receivers', { signal }),
  })
}

export function useRoutes() {
  const { client } = useServices()
  return useQuery({
    queryKey: ['routes'],
    queryFn: ({ signal }) => client.request<WireRoutes>('api/tocsin/v1/routes', { signal }),
  })
}

/** How the server's configuration and storage are. */
export function useOperation() {
  const { client } = useServices()
  return useQuery({
    queryKey: ['operation'],
    queryFn: ({ signal }) => client.request<WireOperation>('api/tocsin/v1/operation', { signal }),
  })
}

/** Sets a silence, or changes one; answers its id. Throws ApiError where it is used with mutateAsync. */
export function useSetSilence() {
  const { client } = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (silence: WirePostableSilence) =>
      client.request<{ readonly silenceID: string }>('api/v2/silences', { method: 'POST', body: silence }),
    onSuccess: () => void refetchSilences(queries),
  })
}

/** Ends silences now. Rejects when one of them could not be ended; the others are ended all the same. */
export function useExpireSilences() {
  const { client } = useServices()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const outcomes = await Promise.allSettled(
        ids.map((id) => client.request<undefined>(`api/v2/silence/${encodeURIComponent(id)}`, { method: 'DELETE' })),
      )
      const failed = outcomes.find((outcome) => outcome.status === 'rejected')
      if (failed !== undefined) throw failed.reason
    },
    onSettled: () => void refetchSilences(queries),
  })
}

async function refetchSilences(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['silences'] }),
    queries.invalidateQueries({ queryKey: ['groups'] }),
  ])
}
