// How Vite builds the web page in src/ui into dist/ui, and serves it in development. Vitest has its own file.

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` runs the server that the page asks. */
const server = 'http://127.0.0.1:9093'

export default defineConfig({
  root: 'src/ui',
  // Relative, so that the page works below any route prefix and behind any proxy.
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../dist/ui',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy takes no data: URLs but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // No browser is given it; it goes with the package.
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: {
      output: {
        // Libraries change less often than the page: a browser keeps them over an update of Tocsin.
        codeSplitting: { groups: [{ name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\// }] },
      },
    },
  },
  server: { proxy: { '/api': server, '/-': server } },
})
