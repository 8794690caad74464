// The order in which GET /alerts/groups shows groups, remembered from one answer to the next: most groups stay.

import { compareUtf8 } from '../../model/labels.ts'
import type { GroupView } from '../deps.ts'
import { mergeInSlices, type Slices, sortInSlices } from '../slices.ts'

interface Place {
  readonly receiver: string
  readonly index: number
}

export class GroupOrder {
  /** By what stands for the group. */
  #places = new Map<object, Place>()

  /** All groups, by their labels, then by receiver. As dispatch/dispatch.go Groups. */
  async sorted(groups: Iterable<GroupView>, slices: Slices): Promise<readonly GroupView[]> {
    const places = this.#places
    const known: { readonly group: GroupView; readonly index: number }[] = []
    const added: GroupView[] = []
    for (const group of groups) {
      const place = places.get(group.identity)
      // A reload may have given the group to another receiver.
      if (place?.receiver === group.receiver) known.push({ group, index: place.index })
      else added.push(group)
    }
    known.sort((a, b) => a.index - b.index)
    const sorted = await mergeInSlices(
      known.map(({ group }) => group),
      await sortInSlices(added, compareGroups, slices),
      { compare: compareGroups, slices },
    )
    this.#places = new Map(sorted.map(({ identity, receiver }, index) => [identity, { receiver, index }]))
    return sorted
  }
}

function compareGroups(a: GroupView, b: GroupView): number {
  return a.labels.compare(b.labels) || compareUtf8(a.receiver, b.receiver)
}
