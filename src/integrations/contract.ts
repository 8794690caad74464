// What an integration is: one definition for each vendor, from which the pipeline gets something that sends.
// Which ones exist is registry.ts; how HTTP is spoken is behind the Network port.

import type { Clock } from '../clock.ts'
import type { Duration } from '../model/instant.ts'
import type { Delivery, DeliveryData, FailureReason } from '../model/notification.ts'
import type { Field, Members } from '../schema/field.ts'
import type { Decoded } from '../schema/object.ts'
import type { MailResult, MailServer, MailTransport, WireMail } from './mail.ts'
import type { Network, WireFailure, WireReply, WireRequest } from './network.ts'
import type { Payload } from './payload.ts'

/** What became of one attempt. An expected failure is a value; an exception is a bug. */
export type SendResult =
  | {
      readonly sent: true
      /** What to hand over as `previous` with the next notification of the group; what was handed over now unless set. */
      readonly data?: DeliveryData
    }
  | {
      readonly sent: false
      /** Whether another attempt makes sense. */
      readonly retry: boolean
      readonly reason: FailureReason
      /** For the log: no secret, and no URL, is in it. */
      readonly error: string
      /** How long the receiver asked us to wait. */
      readonly after?: Duration
    }

/** One integration of one receiver, ready to send. */
export interface Integration {
  readonly name: string
  /** Counts within the receiver and the name, as in the notification log. */
  readonly index: number
  readonly sendResolved: boolean
  /** How long an attempt may take, where the configuration says so; it sees to that itself. */
  readonly timeout?: Duration
  /**
   * Makes one attempt. Never rejects. When `signal` aborts, the result says contextDeadlineExceeded where its reason
   * is a TimeoutError (as that of AbortSignal.timeout), else contextCanceled.
   */
  send(delivery: Delivery, signal: AbortSignal): Promise<SendResult>
  /** Closes connections once running attempts are over. */
  close(): Promise<void>
}

/** Fills in the templates of a text with the data of a notification. Throws a TemplateError, which fails the notification. */
export type Renderer = (text: string, payload: Payload) => string

/** What every integration is given besides its configuration. */
export interface IntegrationContext {
  readonly receiver: string
  readonly externalURL: string
  readonly clock: Clock
  readonly network: Network
  /** Without one, mails fail. */
  readonly mail?: MailTransport
  readonly render?: Renderer
  /** As `render`, escaping what is filled in for where it stands in the page. */
  readonly renderHtml?: Renderer
}

/** What one attempt has at hand. */
export interface Attempt<C> {
  readonly delivery: Delivery
  readonly config: C
  readonly externalURL: string
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly render: Renderer
  readonly renderHtml: Renderer
  /** The content of a `*_file`, read now and trimmed unless told otherwise. Throws an IntegrationError that is not tried again. */
  readFile(option: string, path: string, how?: { readonly untrimmed?: boolean }): Promise<string>
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireReply | WireFailure>
  handIn(mail: WireMail, server: MailServer): Promise<MailResult>
}

/** Sends one notification to one kind of receiver. May throw IntegrationError. */
export type Send<C> = (attempt: Attempt<C>) => Promise<SendResult>

/** Why a notification cannot be sent before anything was on the wire. */
export class IntegrationError extends Error {
  readonly retry: boolean
  readonly reason: FailureReason

  constructor(
    message: string,
    options: { readonly retry: boolean; readonly reason?: FailureReason } = { retry: false },
  ) {
    super(message)
    this.name = 'IntegrationError'
    this.retry = options.retry
    this.reason = options.reason ?? 'other'
  }
}

/** Reports that an entry lacks something, at one of its keys, or at the entry as a whole. */
export type Complaint = (key: string | undefined, message: string, hint: string) => void

/** One vendor. The rest of the program derives what it needs (schema, documentation, metric labels) from these. */
export interface IntegrationDefinition<C = unknown, G = object> {
  /** In metrics, logs and the notification log: `webhook`. */
  readonly name: string
  /** In a receiver of the configuration: `webhook_configs`. */
  readonly key: `${string}_configs`
  /** What `send_resolved` is when the configuration does not say. */
  readonly sendResolved: boolean
  /** The schema of one entry under `key`. */
  readonly config: Field<C>
  /** The vendor's keys in the `global` section. A key and the same key with `_file` exclude each other. */
  readonly globals: Members
  /** Complains about keys of `global` that exclude each other for another reason. */
  checkGlobals?(globals: G, complain: Complaint): void
  /**
   * Fills in from the `global` section what an entry leaves open, and complains about what neither has. `http_config`
   * is inherited without it. `inUse` tells whether a route names the receiver: Alertmanager builds no other.
   */
  inherit?(config: C, globals: G, complain: Complaint, inUse: boolean): C
  /**
   * The key of `global` with the URL below which the vendor's addresses are. It has a slash at its end, in what is
   * printed as well, once there is an entry without `api_url`.
   */
  readonly baseUrlKey?: string
  /** Begins a configured integration: what sends for it may have a state of its own, such as a token. */
  readonly begin: () => Send<C>
}

/**
 * Declares an integration. The types of its configuration and of its global keys are those of their schemas. One that
 * remembers nothing has `send`, one that does `begin`.
 */
export function defineIntegration<C, G extends Members = Record<never, never>>(
  definition: {
    readonly name: string
    readonly key: `${string}_configs`
    readonly sendResolved?: boolean
    readonly config: Field<C>
    readonly globals?: G
    checkGlobals?(globals: Decoded<G>, complain: Complaint): void
    inherit?(config: C, globals: Decoded<G>, complain: Complaint, inUse: boolean): C
    readonly baseUrlKey?: keyof G & string
  } & ({ readonly send: Send<C> } | { readonly begin: () => Send<C> }),
): IntegrationDefinition<C, Decoded<G>> {
  const begin = 'begin' in definition ? definition.begin : () => definition.send
  return { ...definition, begin, globals: definition.globals ?? {}, sendResolved: definition.sendResolved ?? true }
}
