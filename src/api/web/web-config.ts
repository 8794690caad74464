// The file of --web.config.file: TLS, passwords, headers, in the form that Prometheus's programs share
// (exporter-toolkit, web/tls_config.go). Only reads and checks the text; certificates are read in tls.ts.

import { dirname } from 'node:path'
import { listOrEmpty, mapOf } from '../../schema/collection-fields.ts'
import { ConfigError } from '../../schema/config-error.ts'
import { DecodeContext, DecodingStopped } from '../../schema/decode-context.ts'
import { type Field, type Infer, member } from '../../schema/field.ts'
import { boolean, goDuration, integer } from '../../schema/number-fields.ts'
import { initialValues, object } from '../../schema/object.ts'
import { SourceText } from '../../schema/source-text.ts'
import { choice, filePath, secret, text } from '../../schema/text-fields.ts'
import { tlsVersions } from '../../schema/tls.ts'
import { readYaml } from '../../schema/yaml-reader.ts'
import { cipherNames, curveNames } from './tls-names.ts'

const clientAuthTypes = [
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'RequireClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
] as const

const tlsVersion = choice(tlsVersions, { what: 'TLS version' })

const tls = object(
  'tls_server_config',
  {
    cert: member(text, 'The certificate (PEM) that is shown to clients.'),
    key: member(secret, 'The key (PEM) of that certificate.'),
    client_ca: member(text, 'Certificates (PEM) of the authorities of clients.'),
    cert_file: member(filePath, 'A file with what `cert` would hold. Read again when it changes.'),
    key_file: member(filePath, 'A file with what `key` would hold. Read again when it changes.'),
    client_auth_type: member(
      choice(clientAuthTypes, { what: 'way to ask for client certificates' }),
      'Which certificate a client has to have.',
    ),
    client_ca_file: member(filePath, 'A file with what `client_ca` would hold.'),
    cipher_suites: member(
      listOrEmpty(choice(Object.keys(cipherNames), { what: 'cipher suite' })),
      'The cipher suites of TLS 1.2 and older.',
    ),
    curve_preferences: member(
      listOrEmpty(choice(Object.keys(curveNames), { what: 'curve' })),
      'The elliptic curves, the best first.',
    ),
    min_version: member(tlsVersion, 'The oldest version of TLS to speak.', { initial: 'TLS12' }),
    max_version: member(tlsVersion, 'The newest version of TLS to speak.', { initial: 'TLS13' }),
    prefer_server_cipher_suites: member(boolean, "True: the server's order of cipher suites counts.", {
      initial: true,
    }),
    client_allowed_sans: member(listOrEmpty(text), 'Names of which a client certificate has to have one.'),
  },
  {
    finish(value, complain) {
      const used = [value.cert, value.certFile, value.keyFile, value.clientCaFile, value.clientCa, value.clientAuthType]
      const enabled = value.key !== undefined || used.some((part) => part !== '')
      if (!enabled) return { ...value, enabled }
      if (value.cert === '' && value.certFile === '')
        complain(undefined, 'missing one of cert or cert_file', 'Add the certificate that is shown to clients.')
      if (value.key === undefined && value.keyFile === '')
        complain(undefined, 'missing one of key or key_file', "Add the certificate's key.")
      const asksNobody = value.clientAuthType === '' || value.clientAuthType === 'NoClientCert'
      if ((value.clientCa !== '' || value.clientCaFile !== '') && asksNobody) {
        complain(
          value.clientCaFile === '' ? 'client_ca' : 'client_ca_file',
          "client CA's have been configured without a Client Auth Policy",
          'Set client_auth_type: RequireAndVerifyClientCert.',
        )
      }
      return { ...value, enabled }
    },
  },
)

/** The headers that may be set, with the values that they may have where not any will do. */
const headerValues: Readonly<Record<string, readonly string[]>> = {
  'Strict-Transport-Security': [],
  'X-Content-Type-Options': ['nosniff'],
  'X-Frame-Options': ['deny', 'sameorigin'],
  'X-XSS-Protection': [],
  'Content-Security-Policy': [],
}

const headers: Field<ReadonlyMap<string, string>> = checked(mapOf(text), (found) => {
  for (const [name, value] of found) {
    const values = Object.hasOwn(headerValues, name) ? headerValues[name] : undefined
    if (values === undefined)
      return [
        `HTTP header ${JSON.stringify(name)} can not be configured`,
        `Known: ${Object.keys(headerValues).join(', ')}.`,
      ]
    if (values.length > 0 && !values.includes(value))
      return [`invalid value for ${name}`, `Use one of: ${values.join(', ')}.`]
    if (/[\0\r\n]/.test(value)) return [`the value of ${name} has a line break`, 'Write it in one line.']
  }
  return undefined
})

const bcryptHash = /^\$2[aby]?\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/

const users = checked(mapOf(secret), (found) => {
  for (const [name, hash] of found) {
    if (!bcryptHash.test(hash?.reveal() ?? ''))
      return [`the password of ${JSON.stringify(name)} is not a bcrypt hash`, 'Make one with: htpasswd -nBC 10 ""']
  }
  return undefined
})

const httpServer = object('http_server_config', {
  http2: member(boolean, 'Whether HTTP/2 is spoken, where TLS is.', { initial: true }),
  headers: member(headers, 'Headers of every answer.'),
})

const rateLimit = object('rate_limit', {
  burst: member(integer(), 'How many requests may come at once.'),
  interval: member(goDuration, 'After how long another request may come; 0 for no limit.'),
})

const webConfig = object('the web configuration', {
  tls_server_config: member(tls, 'TLS. Without a certificate the server speaks plain HTTP.', {
    initial: { ...initialValues(tls.members), enabled: false },
  }),
  http_server_config: member(httpServer, 'How HTTP is spoken.', { initial: initialValues(httpServer.members) }),
  rate_limit: member(rateLimit, 'How often requests may come, all clients together.'),
  basic_auth_users: member(
    users,
    'Who may use the server: names and bcrypt hashes of passwords. Without any: everybody.',
  ),
})

export type WebConfig = Infer<typeof webConfig>
export type TlsServerConfig = WebConfig['tlsServerConfig']

/** What there is without a file, and with an empty one. */
export function emptyWebConfig(): WebConfig {
  return parseWebConfig('{}', '')
}

/** Reads the text of the file. Throws a ConfigError with everything that is wrong. */
export function parseWebConfig(source: string, file: string): WebConfig {
  const context = new DecodeContext({
    source: new SourceText(file, source),
    mode: 'fallback',
    directory: dirname(file),
  })
  const { root, problems } = readYaml(source)
  for (const problem of problems) context.report(problem, problem.message, problem.hint)
  if (problems.length > 0) throw new ConfigError(context.problems)
  if (root === undefined) return emptyWebConfig()
  try {
    const config = context.decode(webConfig, root)
    if (context.problemCount > 0) throw new ConfigError(context.problems)
    return config
  } catch (error) {
    if (error instanceof DecodingStopped) throw new ConfigError(context.problems)
    throw error
  }
}

/** The field with a look at its value, which answers a message and a hint when it does not like it. */
function checked<T>(
  field: Field<T>,
  look: (value: T) => readonly [message: string, hint: string] | undefined,
): Field<T> {
  return {
    ...field,
    decode(node, context) {
      const before = context.problemCount
      const value = field.decode(node, context)
      const complaint = context.problemCount === before ? look(value) : undefined
      if (complaint !== undefined) context.report(node, ...complaint)
      return value
    },
  }
}
