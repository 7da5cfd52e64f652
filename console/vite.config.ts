import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { kitStyles, whatIsUsed } from './kit-styles.ts'
import { leanLibraries } from './lean-libraries.ts'
import { compressed } from './server/compressed.ts'
import { local } from './server/local.ts'

// Three small applications of one code: officials, whoever checks a copy, requesters.
export default defineConfig({
  plugins: [react(), kitStyles(), leanLibraries(), compressed(), local()],
  css: { postcss: whatIsUsed },
  build: {
    manifest: true, // for the report of the first load
    target: 'chrome109', // the last Chrome of Windows 7 and 8.1, which offices still have
    rolldownOptions: {
      input: { officials: 'index.html', check: 'kiem-tra/index.html', requester: 'nguoi-dan/index.html' },
    },
  },
  server: { port: 5173, strictPort: true },
  preview: { port: 5173, strictPort: true },
})
