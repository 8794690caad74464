// The groups in the order of GET /alerts/groups, each with its page, remembered from one answer to the next: most stay.

import { compareUtf8 } from '../../model/labels.ts'
import type { GroupView } from '../deps.ts'
import { mergeInSlices, type Slices, sortInSlices } from '../slices.ts'
import { GroupPage } from './group-page.ts'

/** A group as it is now, and its page from before. */
export interface PagedGroup {
  readonly group: GroupView
  readonly page: GroupPage
}

export class GroupPages {
  /** By what stands for the group, in order. */
  #known = new Map<object, PagedGroup>()

  /** All groups, by their labels, then by receiver. As dispatch/dispatch.go Groups. */
  async inOrder(groups: Iterable<GroupView>, slices: Slices): Promise<readonly PagedGroup[]> {
    const now = new Map([...groups].map((group) => [group.identity, group]))
    const stayed: PagedGroup[] = []
    for (const [identity, { group: before, page }] of this.#known) {
      const group = now.get(identity)
      // A reload may have given the group to another receiver.
      if (group?.receiver !== before.receiver) continue
      stayed.push({ group, page })
      now.delete(identity)
    }
    const added = [...now.values()].map((group) => ({ group, page: new GroupPage() }))
    const sorted = await mergeInSlices(stayed, await sortInSlices(added, compareGroups, slices), {
      compare: compareGroups,
      slices,
    })
    this.#known = new Map(sorted.map((paged) => [paged.group.identity, paged]))
    return sorted
  }
}

function compareGroups({ group: a }: PagedGroup, { group: b }: PagedGroup): number {
  return a.labels.compare(b.labels) || compareUtf8(a.receiver, b.receiver)
}
