// How Vite builds the server into dist/: one file with the packages in it, and those beside it that not every start needs. A start reads
// and links little. As CommonJS, since an `import` of Node's own modules asks for all that they export, and with that for its fetch.

import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  publicDir: false,
  plugins: [sayCommonJs(), leaveOut(), writeAscii()],
  ssr: {
    noExternal: true,
    // It brings a library for each machine.
    external: ['better-sqlite3'],
  },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node22.19',
    sourcemap: true,
    // Stack traces name functions as the sources do.
    minify: false,
    reportCompressedSize: false,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    // All in one folder, as deep below the package's as src/ is: package-files.ts relies on it.
    rolldownOptions: {
      output: {
        format: 'cjs',
        entryFileNames: 'main.js',
        chunkFileNames: '[name].js',
        // Every start reads the whole file.
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
})

/** Tells Node what the files of the folder are, in a package whose others are modules. */
function sayCommonJs(): Plugin {
  return {
    name: 'say-commonjs',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' })
    },
  }
}

/** What packages ask for and have no use for here, by the package. In its place they get what fails when it is used. */
const unused: Readonly<Record<string, readonly string[]>> = {
  // Servers are made by listen.ts, schemas have compilers of ours, logging is off, only tests inject requests, and no plugin asks for a
  // version of fastify.
  fastify: [
    'node:https',
    'node:http2',
    '@fastify/ajv-compiler',
    '@fastify/fast-json-stringify-compiler',
    './logger-pino.js',
    'light-my-request',
    'semver',
  ],
  // Metrics are read from us, by one process that is no cluster of Node's, and lead to no traces.
  'prom-client': ['./lib/pushgateway', './lib/cluster', './lib/summary', '@opentelemetry/api'],
}

function leaveOut(): Plugin {
  const id = '\0left-out'
  return {
    name: 'leave-out',
    enforce: 'pre',
    resolveId(source, importer) {
      const importing = /\/node_modules\/([^/]+)\/(?!.*\/node_modules\/)/.exec(importer ?? '')?.[1]
      return importing !== undefined && unused[importing]?.includes(source) ? id : undefined
    },
    load: (file) =>
      file === id
        ? `module.exports = new Proxy({}, { get(_, name) { throw new Error(\`the build left out what has \${String(name)}\`) } })`
        : undefined,
  }
}

/** One letter beyond Latin 1 would make V8 hold a whole file in two bytes a letter. An escape means the same wherever the letter stands. */
function writeAscii(): Plugin {
  const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  return {
    name: 'write-ascii',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = file.code.replace(/[\u0080-\uffff]/g, escaped)
      }
    },
  }
}
