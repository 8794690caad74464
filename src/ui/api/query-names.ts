// What the page asks of the server, by name. Each name is the first part of a query's key.

export const queryNames = [
  'groups',
  'silences',
  'status',
  'receivers',
  'receiver-records',
  'routes',
  'operation',
] as const

export type QueryName = (typeof queryNames)[number]
