// The TLS part of the web configuration in Node's words, and the judgement of client certificates.

import { readFileSync } from 'node:fs'
import {
  createSecureContext,
  type PeerCertificate,
  type SecureContextOptions,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls'
import { cipherNames, curveNames, tls13Ciphers } from './tls-names.ts'
import type { TlsServerConfig } from './web-config.ts'

const versions: Readonly<Record<string, SecureVersion>> = {
  TLS10: 'TLSv1',
  TLS11: 'TLSv1.1',
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
}

/** The files that the configuration names; a change of one of them makes new options. */
export function tlsFiles(config: TlsServerConfig): readonly string[] {
  return [config.certFile, config.keyFile, config.clientCaFile].filter((file) => file !== '')
}

/** Reads certificates and keys. Throws an Error that names what could not be read or used. */
export function tlsOptions(config: TlsServerConfig): SecureContextOptions {
  const cert = config.certFile === '' ? config.cert : readPem('cert_file', config.certFile)
  const key = config.keyFile === '' ? (config.key?.reveal() ?? '') : readPem('key_file', config.keyFile)
  const ca = config.clientCaFile === '' ? config.clientCa : readPem('client_ca_file', config.clientCaFile)
  const options: SecureContextOptions = {
    cert,
    key,
    ...(ca === '' ? {} : { ca }),
    ...versionOptions(config),
    ...(config.cipherSuites.length === 0 ? {} : { ciphers: cipherList(config.cipherSuites) }),
    ...(config.curvePreferences.length === 0
      ? {}
      : { ecdhCurve: config.curvePreferences.map((name) => curveNames[name]).join(':') }),
    honorCipherOrder: config.preferServerCipherSuites,
  }
  try {
    createSecureContext(options)
  } catch (error) {
    throw new Error(`tls_server_config cannot be used: ${(error as Error).message}`)
  }
  return options
}

function readPem(field: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`failed to read ${field} (${file}): ${(error as Error).message}`)
  }
}

function versionOptions({ minVersion, maxVersion }: TlsServerConfig): SecureContextOptions {
  const min = versions[minVersion]
  const max = versions[maxVersion]
  return { ...(min === undefined ? {} : { minVersion: min }), ...(max === undefined ? {} : { maxVersion: max }) }
}

/** Without their names in the list Node would turn TLS 1.3 off. */
function cipherList(names: readonly string[]): string {
  const chosen = names.map((name) => cipherNames[name] as string)
  return [...tls13Ciphers, ...chosen.filter((name) => !tls13Ciphers.includes(name))].join(':')
}

/** True when clients are asked for a certificate at all. */
export function asksForCertificate(config: TlsServerConfig): boolean {
  return config.clientAuthType !== '' && config.clientAuthType !== 'NoClientCert'
}

/** True when the client's certificate, or that it has none, is as client_auth_type and client_allowed_sans want it. */
export function acceptsClient(
  config: TlsServerConfig,
  socket: Pick<TLSSocket, 'authorized' | 'getPeerCertificate'>,
): boolean {
  if (!asksForCertificate(config)) return true
  // An empty object when the client has shown none.
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate() ?? {}
  const hasOne = certificate.raw !== undefined
  const type = config.clientAuthType
  if (!hasOne) return type === 'RequestClientCert' || type === 'VerifyClientCertIfGiven'
  const isVerified = type === 'VerifyClientCertIfGiven' || type === 'RequireAndVerifyClientCert'
  if (isVerified && !socket.authorized) return false
  if (config.clientAllowedSans.length === 0) return true
  return alternativeNames(certificate.subjectaltname ?? '').some((name) => config.clientAllowedSans.includes(name))
}

/** `DNS:a.example, IP Address:127.0.0.1`: values with special characters stand in quotes, as JSON. */
function alternativeNames(text: string): readonly string[] {
  const names: string[] = []
  for (const [, quoted, plain] of text.matchAll(/(?:^|, )[^:"]+:(?:("(?:[^"\\]|\\.)*")|([^,]*))/g)) {
    if (quoted === undefined) names.push(plain ?? '')
    else names.push(JSON.parse(quoted) as string)
  }
  return names
}
