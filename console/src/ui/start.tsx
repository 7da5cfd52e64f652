/** Starts an application: its settings, who is signed in, and then its screens. */
import './kit.css'

import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

import { queries } from '../api/queries'
import { readConfig } from '../config'
import { startSession } from '../session/session'
import { beginTexts, type Part } from '../text/catalogue'
import { TextProvider } from '../text/text'
import { Broken, NotStarted } from './Broken'
import { CutNotice } from './CutNotice'
import { pressOnce } from './keys'
import { theme } from './theme'
import './global.css' // over the kit's

if (import.meta.env.DEV) void import('@mantine/core/styles.css')

interface Needs {
  signIn: boolean
  /** Words of the first screen, beside the frame's. */
  text?: readonly Part[]
}

export function start(app: ReactNode, { signIn, text = [] }: Needs): void {
  const element = document.getElementById('root')
  if (!element) throw new Error('no #root')
  pressOnce()
  const root = createRoot(element)
  const show = (content: ReactNode) =>
    root.render(
      <StrictMode>
        <MantineProvider theme={theme} forceColorScheme="light">
          <TextProvider>
            <QueryClientProvider client={queries}>
              <Broken>{content}</Broken>
              <CutNotice />
            </QueryClientProvider>
          </TextProvider>
        </MantineProvider>
      </StrictMode>,
    )
  const words = beginTexts(text)
  Promise.all([readConfig().then(() => !signIn || startSession()), words])
    .then(([stays]) => {
      if (stays) show(app)
    })
    .catch(async (problem: unknown) => {
      await words.catch(() => undefined)
      show(<NotStarted problem={problem} />)
    })
}
