// What Alertmanager checks when it builds its receivers, not when it reads the file: the certificates of http_config.
// Only receivers that a route uses are built.

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { walkRoutes } from '../routing/route.ts'
import type { HttpClientConfig } from '../schema/http-client.ts'
import { jwtBearerGrant } from '../schema/oauth2.ts'
import { type TlsConfig, tlsVersions } from '../schema/tls.ts'
import type { Range } from '../schema/yaml-node.ts'
import type { ReadConfig } from './config.ts'

/** Something that would keep Alertmanager from starting, and where it stands. */
export interface StartProblem {
  readonly at: { readonly range: Range }
  readonly message: string
  readonly hint: string
}

/** Every certificate, key and secret that the receivers in use name and that cannot be had. */
export async function checkStart({ config, context }: ReadConfig): Promise<readonly StartProblem[]> {
  const used = new Set([...walkRoutes(config.route)].map(({ receiver }) => receiver))
  const checked = new Set<HttpClientConfig>()
  const problems: StartProblem[] = []
  for (const receiver of config.receivers) {
    if (!used.has(receiver.name)) continue
    for (const integration of receiver.integrations) {
      // http_config stands under this name in every integration that has one.
      const http = (integration.config as { readonly httpConfig?: HttpClientConfig }).httpConfig
      if (http === undefined || checked.has(http)) continue
      checked.add(http)
      for (const found of await checkHttpClient(http)) {
        problems.push({ at: context.nodeOf(found.section, found.key), message: found.message, hint: found.hint })
      }
    }
  }
  return problems
}

interface Found {
  readonly section: object
  readonly key: string
  readonly message: string
  readonly hint: string
}

async function checkHttpClient(http: HttpClientConfig): Promise<readonly Found[]> {
  return [...secretReferences(http), ...(await checkTls(http.tlsConfig))]
}

/** Alertmanager has no secret manager, so that a reference to one fails at start. */
function secretReferences({ basicAuth, authorization, oauth2, tlsConfig }: HttpClientConfig): readonly Found[] {
  const found: Found[] = []
  const refuse = (section: object | undefined, key: string, reference: string | undefined): void => {
    if (section === undefined || reference === undefined || reference === '') return
    found.push({
      section,
      key,
      message: `${key} names a secret of a secret manager, and there is none`,
      hint: `Use ${key.replace(/_ref$/, '_file')}.`,
    })
  }
  refuse(basicAuth, 'username_ref', basicAuth?.usernameRef)
  refuse(basicAuth, 'password_ref', basicAuth?.passwordRef)
  refuse(authorization, 'credentials_ref', authorization?.credentialsRef)
  if (oauth2?.grantType === jwtBearerGrant) refuse(oauth2, 'client_certificate_key_ref', oauth2.clientCertificateKeyRef)
  else refuse(oauth2, 'client_secret_ref', oauth2?.clientSecretRef)
  refuse(tlsConfig, 'ca_ref', tlsConfig.caRef)
  refuse(tlsConfig, 'cert_ref', tlsConfig.certRef)
  refuse(tlsConfig, 'key_ref', tlsConfig.keyRef)
  return found
}

async function checkTls(tls: TlsConfig): Promise<readonly Found[]> {
  const { minVersion, maxVersion } = tls
  if (minVersion !== '' && maxVersion !== '' && tlsVersions.indexOf(maxVersion) < tlsVersions.indexOf(minVersion)) {
    return [
      {
        section: tls,
        key: 'max_version',
        message: 'max_version is older than min_version',
        hint: 'Swap the two, or remove one.',
      },
    ]
  }
  const ca = await pemOf(tls, { text: tls.ca, file: tls.caFile, key: 'ca' })
  const cert = await pemOf(tls, { text: tls.cert, file: tls.certFile, key: 'cert' })
  const key = await pemOf(tls, { text: tls.key?.reveal() ?? '', file: tls.keyFile, key: 'key' })
  return [...ca.found, ...cert.found, ...key.found, ...checkAuthorities(tls, ca), ...checkPair(tls, cert, key)]
}

interface Pem {
  readonly text: string | undefined
  readonly key: string
  readonly found: readonly Found[]
}

async function pemOf(tls: TlsConfig, source: { text: string; file: string; key: string }): Promise<Pem> {
  if (source.text !== '') return { text: source.text, key: source.key, found: [] }
  const key = `${source.key}_file`
  if (source.file === '') return { text: undefined, key, found: [] }
  try {
    return { text: await readFile(source.file, 'utf8'), key, found: [] }
  } catch (error) {
    const message = `cannot read ${key}: ${(error as NodeJS.ErrnoException).message}`
    return {
      text: undefined,
      key,
      found: [{ section: tls, key, message, hint: 'Check the path and its permissions.' }],
    }
  }
}

function checkAuthorities(tls: TlsConfig, { text, key }: Pem): readonly Found[] {
  if (text === undefined || certificatesIn(text).some(isCertificate)) return []
  return [
    {
      section: tls,
      key,
      message: `there is no certificate in ${key}`,
      hint: 'It has to hold one or more certificates in PEM form.',
    },
  ]
}

function checkPair(tls: TlsConfig, cert: Pem, key: Pem): readonly Found[] {
  if (cert.text === undefined || key.text === undefined) return []
  const [first] = certificatesIn(cert.text)
  if (first === undefined || !isCertificate(first)) {
    return [
      {
        section: tls,
        key: cert.key,
        message: `there is no certificate in ${cert.key}`,
        hint: 'It has to hold a certificate in PEM form.',
      },
    ]
  }
  try {
    if (new X509Certificate(first).checkPrivateKey(createPrivateKey(key.text))) return []
    return [
      {
        section: tls,
        key: key.key,
        message: `${key.key} does not belong to ${cert.key}`,
        hint: 'Use the key with which the certificate was made.',
      },
    ]
  } catch {
    return [
      {
        section: tls,
        key: key.key,
        message: `there is no private key in ${key.key}`,
        hint: 'It has to hold a private key in PEM form, without a password.',
      },
    ]
  }
}

function certificatesIn(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem)
    return true
  } catch {
    return false
  }
}
