// The port to mail servers: what an integration hands over to be sent, to whom, and what comes back. Production is
// smtp.ts; tests may pass their own.

import type { TlsConfig } from '../schema/tls.ts'

/** One mail with its envelope. */
export interface WireMail {
  /** The envelope's sender: a bare address. */
  readonly from: string
  /** The envelope's recipients: bare addresses. */
  readonly to: readonly string[]
  /** Headers and body with CRLF at the end of each line, nothing escaped for the transport. */
  readonly message: string
}

/** How a connection is kept from being read: not at all, from a STARTTLS on, or from its first byte on. */
export type MailEncryption = 'none' | 'starttls' | 'implicit'

/** Where mail is handed in, and how. */
export interface MailServer {
  readonly host: string
  /** A number, or a name such as `submission`. */
  readonly port: string
  /** The name by which the server is greeted. */
  readonly hello: string
  /** `starttls` is a demand: a server that does not offer it gets no mail. */
  readonly encryption: MailEncryption
  readonly tls: TlsConfig | undefined
  /** Undefined to send without logging in. */
  readonly login: MailLogin | undefined
}

/** Who logs in. Credentials are read at each use; their errors only count where the server asks for them. */
export interface MailLogin {
  readonly username: string
  /** Whose name to act in, for PLAIN; '' for the user's own. */
  readonly identity: string
  /** For LOGIN and PLAIN; '' when there is none. May reject with a message that holds no secret. */
  password(): Promise<string>
  /** For CRAM-MD5; as `password`. */
  secret(): Promise<string>
}

/** What became of a mail. */
export type MailResult =
  | { readonly sent: true }
  | {
      readonly sent: false
      /** Whether another attempt makes sense. */
      readonly retry: boolean
      /** Free of secrets. */
      readonly error: string
    }

/** Sends mails. */
export interface MailTransport {
  /** Hands in one mail for all its recipients or for none. Never rejects. */
  send(mail: WireMail, server: MailServer, signal: AbortSignal): Promise<MailResult>
  /** Loads what the first mail needs, as Network.prepare. */
  prepare?(): Promise<void>
  /** Says goodbye to all servers once the running mails are handed in. */
  close?(): Promise<void>
}
