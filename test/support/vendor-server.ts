// The servers of one integration case: what plays the vendor, and the proxy that leads to it where the case wants one.

import {
  answering,
  type CasePlaces,
  type IntegrationCase,
  type VendorCases,
  type WireRecord,
  wireRecordOf,
} from '../compatibility/integration-cases/integration-case.ts'
import { makeCertificate } from './certificates.ts'
import { recordingServer } from './recording-server.ts'
import { type ScratchDirectory, scratchDirectory } from './scratch-directory.ts'
import { type TunnelProxy, tunnelProxy } from './tunnel-proxy.ts'

export interface VendorServer extends AsyncDisposable {
  readonly places: CasePlaces
  /** What came in so far. */
  requests(): readonly WireRecord[]
}

/** Starts what the case needs, and writes its files. */
export async function vendorServer(vendor: VendorCases, one: IntegrationCase): Promise<VendorServer> {
  const proxied = one.config.includes('PROXY')
  const tls = proxied ? { tls: makeCertificate({ name: 'Vendor', for: ['vendor.example'] }) } : {}
  const server = await recordingServer(answering(vendor, one), tls)
  const proxy: TunnelProxy | undefined = proxied ? await tunnelProxy(server) : undefined
  const files: ScratchDirectory = await scratchDirectory()
  const paths = new Map<string, string>()
  for (const [key, content] of Object.entries(one.files ?? {})) {
    paths.set(key, await files.write(key, content.replaceAll('HOST', `127.0.0.1:${server.port}`)))
  }
  return {
    places: {
      host: `127.0.0.1:${server.port}`,
      proxy: `127.0.0.1:${proxy?.port ?? 0}`,
      file: (key) => paths.get(key) ?? `${files.path}/${key}`,
    },
    requests: () => {
      const records = server.requests.map((request) => wireRecordOf(request, { proxied }))
      return records.map((record) => vendor.kept?.(record) ?? record)
    },
    async [Symbol.asyncDispose]() {
      await proxy?.close()
      await server.close()
      await files[Symbol.asyncDispose]()
    },
  }
}
