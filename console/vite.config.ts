import { readFileSync } from 'node:fs'

import react from '@vitejs/plugin-react'
import { defineConfig, type Connect, type Plugin } from 'vite'

/**
 * Answers `/config.json` for the local stack whose description `STACK` names (`cargo xtask up` writes it). In the cloud
 * `cargo xtask deploy` puts a file there.
 */
function localConfig(): Plugin {
  const middleware: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split('?')[0] !== '/config.json') {
      next()
      return
    }
    const stack = JSON.parse(readFileSync(process.env.STACK ?? '../.local/stack.json', 'utf8')) as Record<
      string,
      string
    >
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        api_url: stack.api_url,
        issuer: `https://cognito-idp.${stack.region ?? ''}.amazonaws.com/${stack.user_pool_id ?? ''}`,
        sign_in_url: stack.endpoint,
        client_id: stack.client_id,
        signing_service: 'wss://127.0.0.1:8987',
        signing_service_download: 'https://github.com/',
      }),
    )
  }
  return {
    name: 'local-config',
    configureServer: ({ middlewares }) => void middlewares.use(middleware),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(middleware),
  }
}

// Three small applications of one code: officials, whoever checks a copy, requesters.
export default defineConfig({
  plugins: [react(), localConfig()],
  build: {
    target: 'chrome109', // the last Chrome of Windows 7 and 8.1, which offices still have
    rolldownOptions: {
      input: { officials: 'index.html', check: 'kiem-tra/index.html', requester: 'nguoi-dan/index.html' },
    },
  },
  server: { port: 5173, strictPort: true },
  preview: { port: 5173, strictPort: true },
})
