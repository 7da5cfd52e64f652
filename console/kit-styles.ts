/**
 * The kit's styles: a component's own come with the component, so that a screen loads those of what it shows; in the light
 * scheme, from left to right, and in the colours that are used.
 */
import type { CSSOptions, Plugin } from 'vite'

const COMPONENT = /@mantine\/core\/esm\/(?:components|utils)\/.*\b(\w+)\.module\.mjs$/
const OTHER_SCHEME = /\[data-mantine-color-scheme=['"]?dark|\[dir=['"]?rtl/
const UNUSED = /^--mantine-color-(cyan|grape|indigo|lime|orange|pink|teal|violet)-/

/** In the build alone: while one works on it, all of them are there (`src/ui/start.tsx`). */
export function kitStyles(): Plugin {
  return {
    name: 'kit-styles',
    apply: 'build',
    transform: {
      filter: { id: COMPONENT },
      handler: (code, id) => `import '@mantine/core/styles/${COMPONENT.exec(id)?.[1] ?? ''}.css'\n${code}`,
    },
  }
}

type PostCss = Exclude<CSSOptions['postcss'], string | undefined>

export const whatIsUsed: PostCss = {
  plugins: [
    {
      postcssPlugin: 'what-is-used',
      Rule(rule) {
        const kept = rule.selectors.filter((selector) => !OTHER_SCHEME.test(selector))
        if (kept.length === 0) rule.remove()
        else if (kept.length < rule.selectors.length) rule.selectors = kept
      },
      Declaration(declaration) {
        if (UNUSED.test(declaration.prop)) declaration.remove()
      },
    },
  ],
}
