// The name by which receivers know a group of alerts again.

import { createHash } from 'node:crypto'

/** The SHA-256 of the group's key, in hexadecimal. As notify/util.go Key.Hash. */
export function groupHash(groupKey: string): string {
  return createHash('sha256').update(groupKey).digest('hex')
}
