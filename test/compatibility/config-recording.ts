// The form of config.json: what a real Alertmanager says to configurations.

/** What it says to one of them. */
export interface RecordedConfig {
  readonly name: string
  readonly text: string
  /** By `amtool check-config`. */
  readonly accepted: boolean
  readonly message?: string
  readonly running?: RunningVerdict
}

/** What a running Alertmanager says to a reload of it. */
export interface RunningVerdict {
  readonly accepted: boolean
  readonly message?: string
  /** config.original of /api/v2/status. */
  readonly original?: string
  /** alertmanager_config_hash. */
  readonly hash?: number
}

export interface ConfigRecording {
  readonly server: string
  readonly cases: readonly RecordedConfig[]
}
