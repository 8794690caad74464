// Where Tocsin's time goes in a scenario: one more round of it under V8's profiler.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { type CpuProfile, workByPart } from './cpu-profile.ts'
import type { RunOptions } from './rounds.ts'
import type { Scenario } from './scenario.ts'
import { Stage } from './stage.ts'

/** How often V8 looks what is being done, in microseconds. */
const interval = 500

/** How much of a core an idle server uses while V8 looks. */
const idleShare = 0.15

/** The part of the CPU time that is not the main thread's. */
const otherThreads = 'other threads: collector, compiler, profiler'

/** Where the time went while a scenario was measured. */
export interface ProfileResult {
  readonly name: string
  readonly title: string
  /** In seconds of CPU time, most first. */
  readonly parts: readonly { readonly part: string; readonly seconds: number }[]
  readonly faults: readonly string[]
}

/** Plays a round of the scenario against Tocsin. What its servers did before and after the measured stretch does not count. */
export async function profileScenario(
  scenario: Scenario,
  { form, programs, progress, interrupted }: RunOptions,
): Promise<ProfileResult> {
  const [node, ...main] = programs.get('tocsin') ?? []
  if (node === undefined) throw new Error('it is Tocsin that is profiled')
  interrupted.throwIfAborted()
  await using folder = await scratchDirectory()
  const program = [node, '--cpu-prof', `--cpu-prof-interval=${interval}`, `--cpu-prof-dir=${folder.path}`, ...main]
  await using stage = new Stage({ kind: 'tocsin', form, program, idleShare })
  stage.endWith(interrupted)
  const { name, title } = scenario
  const { faults } = await scenario.round(stage)
  await stage.stop()

  const work = new Map<string, number>()
  for (const file of readdirSync(folder.path)) {
    const profile = JSON.parse(readFileSync(join(folder.path, file), 'utf8')) as CpuProfile
    for (const [part, took] of workByPart(profile, stage.stretches)) {
      work.set(part, (work.get(part) ?? 0) + took / 1e6)
    }
  }
  const inMainThread = [...work.values()].reduce((sum, seconds) => sum + seconds, 0)
  work.set(otherThreads, Math.max(0, stage.cpuTime - inMainThread))
  const parts = [...work].map(([part, seconds]) => ({ part, seconds })).sort((a, b) => b.seconds - a.seconds)
  progress(`${name}: profiled, ${stage.cpuTime.toFixed(2)} s of CPU time`)
  return { name, title, parts, faults: faults.map((fault) => `${name}, profiled: ${fault}`) }
}
