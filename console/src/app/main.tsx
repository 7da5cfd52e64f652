/** The officials' console. */
import { start } from '../ui/start'
import { App } from './App'

start(<App />, { signIn: true })
