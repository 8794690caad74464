// How Vite builds the server into dist/: one file with the packages in it, and those beside it that not every start needs. A start reads
// and links little. As CommonJS, since an `import` of Node's own modules asks for all that they export, and with that for its fetch.

import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  publicDir: false,
  plugins: [sayCommonJs()],
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
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'main.js', chunkFileNames: '[name].js' } },
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
