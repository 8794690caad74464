// The keys that do something on the page that is open. The help and the palette list what is here.

import { Observable } from '../../observable.ts'

export interface Shortcut {
  /** As KeyboardEvent.key has it: `j`, `/`, `?`. Undefined for what only the palette offers. */
  readonly key?: string
  /** What it does, in words for the help and the palette. */
  readonly label: string
  readonly run: () => void
}

export class Shortcuts {
  readonly active = new Observable<readonly Shortcut[]>([])

  /** Adds shortcuts; the later ones win. Returns the function that takes them away again. */
  add(shortcuts: readonly Shortcut[]): () => void {
    this.active.set([...this.active.value, ...shortcuts])
    return () => this.active.set(this.active.value.filter((each) => !shortcuts.includes(each)))
  }

  /** Runs what the key stands for; true when there was something. Keys that are typed into a field are no shortcuts. */
  handle(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false
    const shortcut = this.active.value.findLast(({ key }) => key === event.key)
    if (shortcut === undefined) return false
    event.preventDefault()
    shortcut.run()
    return true
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('dialog[open]') !== null) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
