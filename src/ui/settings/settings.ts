// What a person has chosen for this browser: kept in its storage, never in the address.

import { Observable } from '../observable.ts'

export type TimeZoneChoice = 'local' | 'UTC'

/** Where times stand, who makes silences, and whether the desktop is told. */
export class Settings {
  readonly timeZone: Observable<TimeZoneChoice>
  /** The creator of the last silence; '' before the first. */
  readonly creator: Observable<string>
  readonly desktopNotices: Observable<boolean>

  constructor(storage: Storage) {
    this.timeZone = kept(storage, 'tocsin-time-zone', (text) => (text === 'UTC' ? 'UTC' : 'local'), String)
    this.creator = kept(storage, 'tocsin-creator', (text) => text ?? '', String)
    this.desktopNotices = kept(storage, 'tocsin-desktop-notices', (text) => text === 'true', String)
  }
}

function kept<T>(
  storage: Storage,
  key: string,
  read: (text: string | null) => T,
  write: (value: T) => string,
): Observable<T> {
  const observable = new Observable(read(attempt(() => storage.getItem(key)) ?? null))
  observable.subscribe(() => attempt(() => storage.setItem(key, write(observable.value))))
  return observable
}

/** A browser may refuse its storage; then a choice lasts as long as the page. */
function attempt<T>(access: () => T): T | undefined {
  try {
    return access()
  } catch {
    return undefined
  }
}
