// The proxy options, which http_config and oauth2 share. As common/config ProxyConfig.

import { listOrEmpty, mapOf } from './collection-fields.ts'
import { member } from './field.ts'
import { boolean } from './number-fields.ts'
import type { Decoded } from './object.ts'
import { secret, text } from './text-fields.ts'
import { proxyUrl } from './url-fields.ts'

export const proxyMembers = {
  proxy_url: member(proxyUrl, 'The proxy for every request.'),
  no_proxy: member(
    text,
    'Hosts, domains, IP addresses and CIDR ranges, with commas between, that are reached without the proxy.',
  ),
  proxy_from_environment: member(boolean, 'True: HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the environment decide.'),
  proxy_connect_header: member(
    mapOf(listOrEmpty(secret)),
    'Headers for the proxy, sent when it is asked for a connection (CONNECT).',
  ),
} as const

export type ProxyConfig = Decoded<typeof proxyMembers>

/** What contradicts itself in the proxy options, by key. */
export function checkProxy(
  value: ProxyConfig,
  complain: (key: keyof typeof proxyMembers, message: string, hint: string) => void,
): void {
  const hasUrl = value.proxyUrl !== undefined && value.proxyUrl.reveal() !== ''
  if (value.proxyConnectHeader.size > 0 && !value.proxyFromEnvironment && !hasUrl) {
    complain('proxy_connect_header', 'proxy_connect_header needs a proxy', 'Add proxy_url or proxy_from_environment.')
  }
  if (value.proxyFromEnvironment && hasUrl) {
    complain('proxy_url', 'proxy_url and proxy_from_environment exclude each other', 'Remove one of the two.')
  }
  if (value.proxyFromEnvironment && value.noProxy !== '') {
    complain(
      'no_proxy',
      'no_proxy and proxy_from_environment exclude each other',
      'Set NO_PROXY in the environment instead.',
    )
    return
  }
  if (value.proxyUrl === undefined && value.noProxy !== '')
    complain('no_proxy', 'no_proxy needs a proxy_url', 'Add proxy_url, or remove no_proxy.')
}
