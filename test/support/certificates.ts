// Certificates for tests of TLS, made on the spot: a tiny DER writer (X.690) and node:crypto, so that no program is needed.

import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

export interface KeyAndCertificate {
  /** PEM. */
  readonly key: string
  /** PEM. */
  readonly cert: string
}

interface CertificateRequest {
  readonly name: string
  /** Names and IPv4 addresses that the certificate is for. */
  readonly for?: readonly string[]
  /** Who signs; itself, as an authority, when there is none. */
  readonly issuer?: KeyAndCertificate & { readonly name: string }
}

/** Makes a certificate that is valid from 2020 to 2049. */
export function makeCertificate(request: CertificateRequest): KeyAndCertificate & { readonly name: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signer: KeyObject = request.issuer === undefined ? privateKey : createPrivateKey(request.issuer.key)
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(Math.floor(Math.random() * 2 ** 30) + 1),
    ecdsaWithSha256,
    distinguishedName(request.issuer?.name ?? request.name),
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    distinguishedName(request.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(request))),
  )
  const signature = sign('sha256', body, signer)
  const certificate = sequence(body, ecdsaWithSha256, bitString(signature))
  return {
    name: request.name,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  }
}

function extensions(request: CertificateRequest): Buffer[] {
  const basicConstraints = oid('551d13')
  const subjectAltName = oid('551d11')
  const all = [
    sequence(
      basicConstraints,
      tagged(0x01, Buffer.from([0xff])),
      octets(sequence(...(request.issuer ? [] : [tagged(0x01, Buffer.from([0xff]))]))),
    ),
  ]
  if (request.for === undefined) return all
  const names = request.for.map((name) =>
    isIPv4(name) ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name)),
  )
  return [...all, sequence(subjectAltName, octets(sequence(...names)))]
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName)))))
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))

function tagged(tag: number, content: Buffer): Buffer {
  const length = content.length
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function integer(value: number): Buffer {
  const bytes = Buffer.from(value.toString(16).padStart(8, '0'), 'hex')
  const start = Math.min(
    bytes.findIndex((byte) => byte !== 0),
    3,
  )
  const content = bytes.subarray(Math.max(start, 0))
  return tagged(0x02, (content[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), content]) : content)
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

function octets(content: Buffer): Buffer {
  return tagged(0x04, content)
}

function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]))
}

function utcTime(text: string): Buffer {
  return tagged(0x17, Buffer.from(text))
}
