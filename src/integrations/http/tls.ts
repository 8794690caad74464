// tls_config as Node's TLS options. Files are read for every request, so that a rotated certificate is used at once.

import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { SecureVersion } from 'node:tls'
import type { TlsConfig } from '../../schema/tls.ts'

/** Certificates as PEM texts, '' for those that are not configured. */
export interface TlsMaterial {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** The options for tls.connect. */
export interface TlsConnectOptions {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly rejectUnauthorized: boolean
  readonly minVersion?: SecureVersion
  readonly maxVersion?: SecureVersion
  readonly ciphers?: string
}

const noMaterial: TlsMaterial = { ca: '', cert: '', key: '' }

/** Reads what the configuration names. An Error says which file is to blame. */
export async function readTlsMaterial(tls: TlsConfig | undefined): Promise<TlsMaterial> {
  if (tls === undefined) return noMaterial
  const read = (path: string): Promise<string> => readFile(path, 'utf8')
  return {
    ca: tls.caFile === '' ? tls.ca : await read(tls.caFile).catch(blame('CA cert', tls.caFile)),
    cert: tls.certFile === '' ? tls.cert : await read(tls.certFile).catch(blame('client cert', tls.certFile)),
    key:
      tls.keyFile === '' ? (tls.key?.reveal() ?? '') : await read(tls.keyFile).catch(blame('client key', tls.keyFile)),
  }
}

/** Throws when the configured certificates cannot be read or used: Alertmanager does not start with such. */
export function checkTls(tls: TlsConfig | undefined): void {
  if (tls === undefined) return
  const read = (what: string, path: string): string => {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      return blame(what, path)(error)
    }
  }
  const ca = tls.caFile === '' ? tls.ca : read('CA cert', tls.caFile)
  const cert = tls.certFile === '' ? tls.cert : read('specified client cert', tls.certFile)
  const key = tls.keyFile === '' ? (tls.key?.reveal() ?? '') : read('specified client key', tls.keyFile)
  tlsConnectOptions(tls, { ca, cert, key })
}

/** The options for connecting. Throws when a certificate or key is none. */
export function tlsConnectOptions(tls: TlsConfig | undefined, material: TlsMaterial): TlsConnectOptions {
  if (tls === undefined) return { rejectUnauthorized: true }
  if (material.ca !== '' && !holdsCertificate(material.ca)) {
    throw new Error(`unable to use specified CA cert ${tls.caFile === '' ? 'inline' : `file ${tls.caFile}`}`)
  }
  const pair = material.cert === '' ? {} : { cert: material.cert, key: material.key }
  try {
    if (material.cert !== '') checkPair(pair)
  } catch (error) {
    throw new Error(
      `unable to use specified client cert & key: ${(error as NodeJS.ErrnoException).code ?? 'not a pair'}`,
    )
  }
  const minVersion = version(tls.minVersion)
  const maxVersion = version(tls.maxVersion)
  const old = [minVersion, maxVersion].some((wanted) => wanted === 'TLSv1' || wanted === 'TLSv1.1')
  return {
    ...(material.ca === '' ? {} : { ca: material.ca }),
    ...pair,
    rejectUnauthorized: !tls.insecureSkipVerify,
    // A maximum below TLS 1.2 would contradict Node's default minimum.
    ...(minVersion === undefined ? (old ? { minVersion: 'TLSv1' } : {}) : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
    // OpenSSL refuses the old versions at its default security level.
    ...(old ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  }
}

const versions: Readonly<Record<string, SecureVersion>> = {
  TLS10: 'TLSv1',
  TLS11: 'TLSv1.1',
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
}

/** Costs most of what it takes to build an integration. Most have no certificate: those do without Node's TLS, and its memory, until they connect. */
function checkPair(pair: { readonly cert?: string; readonly key?: string }): void {
  process.getBuiltinModule('node:tls').createSecureContext(pair)
}

function version(name: string): SecureVersion | undefined {
  return versions[name]
}

function holdsCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}

function blame(what: string, path: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`unable to read ${what}: unable to read file ${path}: ${(error as NodeJS.ErrnoException).code}`)
  }
}
