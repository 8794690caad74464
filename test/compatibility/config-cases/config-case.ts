// A configuration whose verdict is recorded from the real Alertmanager, and the frames around the part that a case is about.

/** One configuration to be judged. */
export interface ConfigCase {
  readonly name: string
  readonly text: string
  /** Ask a running Alertmanager, too: whether it takes the file, and how it prints it (config.original). */
  readonly running?: true
  /**
   * Where Tocsin answers otherwise on purpose, and why. `0.34` where the recorded version does not know yet what Tocsin
   * has to know.
   */
  readonly ours?: { readonly accepted: boolean; readonly why: string }
}

type Options = Omit<ConfigCase, 'name' | 'text'>

/** A row of a table of cases: its name, the part that it is about, and what is special. */
export type Row = readonly [name: string, part: string, options?: Options]

/** Makes cases of rows by putting each part into a frame. */
export function casesIn(group: string, frame: (part: string) => string, rows: readonly Row[]): readonly ConfigCase[] {
  return rows.map(([name, part, options]) => ({ name: `${group}: ${name}`, text: frame(part), ...options }))
}

/** The config.original of this row is recorded, too. */
export const printed: Options = { running: true }

/** Tocsin refuses what Alertmanager takes. */
export function refused(why: string): Options {
  return { ours: { accepted: false, why } }
}

/** Tocsin takes what the recorded Alertmanager refuses. */
export function taken(why: string): Options {
  return { ours: { accepted: true, why } }
}

const receivers = 'receivers:\n- name: team\n- name: other\n'

/** The whole file. */
export function whole(text: string): string {
  return text
}

/** A file that is complete but for the part, which stands at the top level. */
export function beside(part: string): string {
  return `route:\n  receiver: team\n${receivers}${part}\n`
}

/** The part stands in the root route. */
export function inRoot(part: string): string {
  return `route:\n  receiver: team\n${indented(part, 2)}\n${receivers}`
}

/** The part is a route below the root route. */
export function inChild(part: string): string {
  return `route:\n  receiver: team\n  routes:\n  - receiver: other\n${indented(part, 4)}\n${receivers}time_intervals:\n- name: nights\n  time_intervals: []\n`
}

/** The part stands in `global`. */
export function inGlobal(part: string): string {
  return `global:\n${indented(part, 2)}\n${beside('')}`
}

/** The part is the one inhibition rule. */
export function inRule(part: string): string {
  return beside(`inhibit_rules:\n- name: rule\n${indented(part, 2)}`)
}

/** The part is one time interval. */
export function inInterval(part: string): string {
  return beside(`time_intervals:\n- name: nights\n  time_intervals:\n  - ${indented(part, 4).trimStart()}`)
}

/** The part belongs to a receiver. */
export function inReceiver(part: string): string {
  return `route:\n  receiver: team\nreceivers:\n- name: team\n${indented(part, 2)}\n`
}

/** The part belongs to a webhook that has a URL. */
export function inWebhook(part: string): string {
  return inReceiver(`webhook_configs:\n- url: http://127.0.0.1:9/\n${indented(part, 2)}`)
}

/** The part is a webhook without anything else. */
export function asWebhook(part: string): string {
  return inReceiver(`webhook_configs:\n- ${indented(part, 2).trimStart()}`)
}

/** The part belongs to a webhook's http_config. */
export function inHttp(part: string): string {
  return inWebhook(`http_config:\n${indented(part, 2)}`)
}

function indented(part: string, by: number): string {
  return part
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(by) + line))
    .join('\n')
}
