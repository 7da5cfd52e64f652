/**
 * What libraries carry that no built page uses: components' names for React's developer tools. Where one is set beside a
 * component, the component counts as used and stays in the build, though no screen shows it.
 */
import type { Plugin } from 'vite'

const NAME = /^\w+\.displayName = [^;]*;$/gm
/** React Router does not say that what makes its components has no effect by itself. */
const MAKING = /^(var \w+ = )(?=React\d*\.(?:createContext|forwardRef|memo)\()/gm
/** Nor that extending React's class has none. */
const EXTENDING = /^(var \w+ = )(class extends React\d*\.Component \{[\s\S]*?^\});/gm

/** In the build alone: while one works on it, the developer tools show the names. */
export function leanLibraries(): Plugin {
  return {
    name: 'lean-libraries',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/(?:@mantine\/core|react-router)\/.*\.mjs$/ },
      handler: (code) =>
        code
          .replace(NAME, '')
          .replace(MAKING, '$1/* @__PURE__ */ ')
          .replace(EXTENDING, '$1/* @__PURE__ */ (() => $2)();'),
    },
  }
}
