// How Vite builds the server into dist/: a handful of files instead of hundreds, so that a start reads and links little. Packages stay
// where npm puts them.

import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node22.19',
    sourcemap: true,
    // Stack traces name functions as the sources do.
    minify: false,
    reportCompressedSize: false,
    // All in one folder, as deep below the package's as src/ is: package-files.ts relies on it.
    rolldownOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' } },
  },
})
