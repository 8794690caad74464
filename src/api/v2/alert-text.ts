// The JSON of an alert as GET shows it, its fields in the order in which Alertmanager writes them.

import type { Alert } from '../../model/alert.ts'
import { goJsonString } from '../../model/go-json.ts'
import type { LabelSet } from '../../model/labels.ts'
import { formatMillis } from '../../model/timestamp.ts'

/** Of one label how many values are remembered; of one with more, such as a pod's name, none are. */
const mostValues = 256

/** How many lists of names, and how many links: a client that invents them must not fill the memory. */
const mostShapes = 1000

/** A label's name as JSON with what stands before it, and the texts of those of its values that come again and again. */
interface Field {
  readonly before: string
  known: Map<string, string> | undefined
}

/** Writes alerts. What it remembers is bounded, and decides about nothing but time. */
export class AlertText {
  /** By the list of names, which alerts of one kind share. */
  readonly #shapes = new Map<readonly string[], readonly Field[]>()
  readonly #links = new Map<string, string>()

  /** @param receivers a JSON array @param status a JSON object */
  write(
    { labels, annotations, startsAt, endsAt, updatedAt, generatorURL }: Alert,
    receivers: string,
    status: string,
  ): string {
    return `{"annotations":${this.#object(annotations)},"endsAt":"${formatMillis(endsAt)}","fingerprint":"${labels.fingerprint}","receivers":${receivers},"startsAt":"${formatMillis(startsAt)}","status":${status},"updatedAt":"${formatMillis(updatedAt)}",${this.#link(generatorURL)}"labels":${this.#object(labels)}}`
  }

  #object({ names, values }: LabelSet): string {
    if (names.length === 0) return '{}'
    const fields = this.#fieldsOf(names)
    let text = ''
    for (let i = 0; i < fields.length; i++) text += textOf(fields[i] as Field, values[i] as string)
    return `${text}}`
  }

  #fieldsOf(names: readonly string[]): readonly Field[] {
    const known = this.#shapes.get(names)
    if (known !== undefined) return known
    const fields = names.map((name, i) => ({
      before: `${i === 0 ? '{' : ','}${goJsonString(name)}:`,
      known: new Map(),
    }))
    if (this.#shapes.size >= mostShapes) this.#shapes.clear()
    this.#shapes.set(names, fields)
    return fields
  }

  #link(generatorURL: string): string {
    if (generatorURL === '') return ''
    const known = this.#links.get(generatorURL)
    if (known !== undefined) return known
    const text = `"generatorURL":${goJsonString(generatorURL)},`
    if (this.#links.size >= mostShapes) this.#links.clear()
    this.#links.set(generatorURL, text)
    return text
  }
}

function textOf(field: Field, value: string): string {
  const { known, before } = field
  if (known === undefined) return before + goJsonString(value)
  const text = known.get(value)
  if (text !== undefined) return text
  const made = before + goJsonString(value)
  if (known.size < mostValues) known.set(value, made)
  else field.known = undefined
  return made
}
