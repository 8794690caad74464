// Completes a command line so that a server that takes it ends at once and listens nowhere: its configuration is missing.

const harmless: Readonly<Record<string, string>> = {
  '--config.file': 'missing.yml',
  '--storage.path': 'data',
  '--cluster.listen-address': '',
  '--web.listen-address': '127.0.0.1:0',
}

/** The flags that are missing come first, so that the order of the others stays. */
export function completeFlags(argv: readonly string[]): readonly string[] {
  const missing = Object.entries(harmless).filter(([name]) => !argv.some((each) => each.split('=')[0] === name))
  return [...missing.map(([name, value]) => `${name}=${value}`), ...argv]
}
