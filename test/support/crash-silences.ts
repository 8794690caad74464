// The client side of a crash run's silences: what was set, edited and expired, and what of it was answered with 200.

/** A silence by what was answered last. */
interface Kept {
  comment: string
  state: 'active' | 'expired'
  /** Something was asked that was not answered: it may have happened. */
  inDoubt: boolean
}

/** What of GET /api/v2/silences is looked at. */
export interface ShownSilence {
  readonly id: string
  readonly comment: string
  readonly status: { readonly state: string }
}

/** Asks a server; undefined unless that is answered with 200. */
export type Ask = (method: 'POST' | 'DELETE', path: string, body?: unknown) => Promise<string | undefined>

/** The silences of one run. */
export class CrashSilences {
  readonly #kept = new Map<string, Kept>()
  #made = 0

  /** How many were answered with 200. */
  get size(): number {
    return this.#kept.size
  }

  /** Sets one; now and then an earlier one is edited or expired. */
  async next(ask: Ask): Promise<void> {
    const comment = `${this.#made++}`
    const answer = await ask('POST', '/api/v2/silences', silence(comment))
    if (answer !== undefined) this.#kept.set(idIn(answer), { comment, state: 'active', inDoubt: false })
    const [id, kept] = this.#some() ?? []
    if (id === undefined || kept === undefined) return
    kept.inDoubt = true
    if (this.#made % 2 === 0) {
      if ((await ask('DELETE', `/api/v2/silence/${id}`)) === undefined) return
      kept.state = 'expired'
    } else {
      const edited = `${kept.comment} edited`
      const answer = await ask('POST', '/api/v2/silences', { id, ...silence(edited) })
      if (answer === undefined) return
      // It began before now, so that the edited one is another one.
      kept.state = 'expired'
      this.#kept.set(idIn(answer), { comment: edited, state: 'active', inDoubt: false })
    }
    kept.inDoubt = false
  }

  /** What is not as it was answered. */
  lost(shown: readonly ShownSilence[]): readonly string[] {
    const found = new Map(shown.map((one) => [one.id, one]))
    return [...this.#kept].flatMap(([id, kept]) => {
      const one = found.get(id)
      if (one === undefined) return [`${id} ${kept.comment}`]
      if (kept.inDoubt || (one.comment === kept.comment && one.status.state === kept.state)) return []
      return [`${id} ${kept.comment} ${kept.state}: ${one.comment} ${one.status.state}`]
    })
  }

  #some(): [string, Kept] | undefined {
    const active = [...this.#kept].filter(([, { state, inDoubt, comment }]) => {
      return state === 'active' && !inDoubt && !comment.endsWith('edited')
    })
    return active[Math.floor(Math.random() * active.length)]
  }
}

/** Nothing has its label. */
function silence(comment: string): object {
  return {
    matchers: [{ name: 'nobody', value: comment, isRegex: false, isEqual: true }],
    startsAt: '2020-01-01T00:00:00Z',
    endsAt: '2099-01-01T00:00:00Z',
    createdBy: 'crash',
    comment,
  }
}

function idIn(answer: string): string {
  return (JSON.parse(answer) as { readonly silenceID: string }).silenceID
}
