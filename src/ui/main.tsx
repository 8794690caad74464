// The page's entry: builds what it shares, and draws it.

import './theme/mantine-styles.ts'
import './theme/tokens.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createPageRouter } from './router.tsx'
import { createServices, ServicesProvider } from './services.tsx'
import { theme } from './theme/theme.ts'

const services = createServices(new URL('.', location.href))
const router = createPageRouter()
const colorSchemes = localStorageColorSchemeManager({ key: 'tocsin-color-scheme' })
const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? ''

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={services.queries}>
        <ServicesProvider services={services}>
          <RouterProvider router={router} />
        </ServicesProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
