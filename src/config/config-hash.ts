// The number by which dashboards see that instances run the same configuration.

import { createHash } from 'node:crypto'

/** The value of alertmanager_config_hash: the first six bytes of the text's MD5, little end first. As config/coordinator.go. */
export function configHash(text: string): number {
  return createHash('md5').update(text).digest().readUIntLE(0, 6)
}
