/** The requester's own pages: appointments, copies, notices. Used on telephones as much as on computers. */
import './requester.css'

import { start } from '../ui/start'
import { Requester } from './Requester'

start(<Requester />, { signIn: true, text: ['requester'] })
