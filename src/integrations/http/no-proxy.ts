// Which targets are reached without a proxy: `no_proxy` and NO_PROXY, as Go's golang.org/x/net/http/httpproxy reads them.

import { BlockList, isIP } from 'node:net'
import type { Target } from './target.ts'

/** Answers for a target whether it bypasses the proxy. */
export type Bypass = (target: Pick<Target, 'hostname' | 'port'>) => boolean

/**
 * Reads a comma-separated list of hosts, `.domains`, `*.domains`, IP addresses and CIDRs, each but the last with a
 * `:port` if wanted; `*` is everything. Loopback targets always bypass, whatever the list says.
 */
export function parseNoProxy(list: string): Bypass {
  const rules = list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .map(parseRule)
  return ({ hostname, port }) => isLoopback(hostname) || rules.some((rule) => rule(hostname, port))
}

type Rule = (hostname: string, port: string) => boolean

function parseRule(entry: string): Rule {
  if (entry === '*') return () => true
  const cidr = parseCidr(entry)
  if (cidr !== undefined) return (hostname) => contains(cidr, hostname)

  const { host, port } = splitPort(entry)
  if (host === '') return () => false
  if (isIP(host) !== 0) {
    const address = new BlockList()
    address.addAddress(host, family(host))
    return (hostname, targetPort) => contains(address, hostname) && portFits(port, targetPort)
  }
  return domainRule(host.startsWith('*.') ? host.slice(1) : host, port)
}

/** `foo.com` is itself and what is below it; `.foo.com` only what is below it. */
function domainRule(domain: string, port: string): Rule {
  const suffix = domain.startsWith('.') ? domain : `.${domain}`
  const itself = domain.startsWith('.') ? undefined : domain
  return (hostname, targetPort) => (hostname.endsWith(suffix) || hostname === itself) && portFits(port, targetPort)
}

function portFits(wanted: string, port: string): boolean {
  return wanted === '' || wanted === port
}

function splitPort(entry: string): { host: string; port: string } {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(.*)$/.exec(entry)
  if (match === null) return { host: entry, port: '' }
  // More colons and no brackets: an IPv6 address without a port.
  if (match[1] === undefined && (match[3] as string).includes(':')) return { host: entry, port: '' }
  return { host: match[1] ?? match[2] ?? '', port: match[3] as string }
}

function parseCidr(entry: string): BlockList | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(entry)
  const address = match?.[1] ?? ''
  const bits = Number(match?.[2])
  if (match === null || isIP(address) === 0 || bits > (isIP(address) === 6 ? 128 : 32)) return undefined
  const block = new BlockList()
  block.addSubnet(address, bits, family(address))
  return block
}

function contains(block: BlockList, hostname: string): boolean {
  return isIP(hostname) !== 0 && block.check(hostname, family(hostname))
}

function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '::1') return true
  return isIP(hostname) === 4 && hostname.startsWith('127.')
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
