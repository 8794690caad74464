// A profile of AWS's shared files, ~/.aws/credentials and ~/.aws/config.

import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where AWS's programs look for settings. */
export type AwsEnvironment = Readonly<Record<string, string | undefined>>

/** The settings of the profile by their names; none where there is no such profile. Credentials win over the config. */
export async function sharedProfile(name: string, environment: AwsEnvironment): Promise<ReadonlyMap<string, string>> {
  const wanted = name || environment.AWS_PROFILE || environment.AWS_DEFAULT_PROFILE || 'default'
  const folder = join(environment.HOME || homedir(), '.aws')
  const config = await contentOf(environment.AWS_CONFIG_FILE || join(folder, 'config'))
  const credentials = await contentOf(environment.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'))
  return new Map([
    ...profileIn(config, wanted === 'default' ? ['default', 'profile default'] : [`profile ${wanted}`]),
    ...profileIn(credentials, [wanted]),
  ])
}

/** The settings of an INI file's section that has one of the names. */
export function profileIn(file: string, names: readonly string[]): ReadonlyMap<string, string> {
  const settings = new Map<string, string>()
  let isWanted = false
  for (const line of file.split(/\r?\n/)) {
    const section = /^\s*\[([^\]]*)\]/.exec(line)?.[1]
    if (section !== undefined) isWanted = names.includes(section.trim().replace(/\s+/g, ' '))
    // Indented lines belong to a setting that nobody needs here.
    const setting = /^([^\s=#;[][^=]*)=(.*)$/.exec(line)
    if (!isWanted || setting === null) continue
    const [, key = '', value = ''] = setting
    settings.set(key.trim().toLowerCase(), value.replace(/\s[#;].*$/, '').trim())
  }
  return settings
}

/** A file that is not there has nothing in it. */
async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return ''
  }
}
