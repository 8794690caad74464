// `tocsin serve`, and `tocsin` with nothing but flags: runs the server.

import { parseOptions } from '../../app/options.ts'
import type { Command } from '../command.ts'

export const serve: Command = {
  name: 'serve',
  operands: '[<flags>]',
  summary: 'Run the server. The same as giving no command.',
  run: async (args, io) => {
    const parsed = parseOptions(args)
    if (parsed.ok) return io.serve(parsed.options)
    if (parsed.exitCode === 0) io.stdout(`${parsed.message}\n`)
    else io.stderr(`${parsed.message}\n`)
    return parsed.exitCode
  },
}
