/**
 * The public check: a page of its own without sign-in, component kit or fonts, since it is opened once, on a
 * telephone, from a printed square.
 */
import './check.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { readConfig } from '../config'
import { CheckPage } from './CheckPage'

const element = document.getElementById('root')
if (!element) throw new Error('no #root')
const root = createRoot(element)
// Without its configuration the page still comes, and says with the first question that nothing was reached.
void readConfig()
  .catch(() => undefined)
  .then(() =>
    root.render(
      <StrictMode>
        <CheckPage />
      </StrictMode>,
    ),
  )
