// Debian's Chromium, driven by playwright-core, for tests of the web page.

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Debian's wrapper script and the program itself, and where other systems have one. */
const programs = [
  '/usr/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** @throws when there is no Chromium: then test/support/browser.sh could not bring it */
export async function openBrowser(): Promise<Browser> {
  const program = process.env.CHROMIUM ?? programs.find((path) => existsSync(path))
  if (program === undefined) throw new Error('there is no Chromium on this machine: apt-get install chromium')
  // Containers have neither the namespaces for its sandbox nor much shared memory. The pages are our own.
  return chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
