/** Sober and dense: neutral greys, one blue for what can be done, the State's red for the seal and for what destroys. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

const blue: MantineColorsTuple = [
  '#eef4fb',
  '#dbe7f4',
  '#b4cde8',
  '#8ab1dc',
  '#6799d2',
  '#508acc',
  '#3a76b8',
  '#1d4e89',
  '#194678',
  '#123a66',
]
const red: MantineColorsTuple = [
  '#fdf0f0',
  '#f8dede',
  '#efbaba',
  '#e69393',
  '#de7373',
  '#d95e5e',
  '#cc3f3f',
  '#b91c1c',
  '#a11616',
  '#8b0f0f',
]

export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', Arial, sans-serif",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } },
  },
  colors: { blue, red },
  primaryColor: 'blue',
  primaryShade: 7,
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Alert: { styles: { title: { color: 'var(--mantine-color-dark-7)' } } }, // light red and green titles lack contrast
    Anchor: { defaultProps: { underline: 'always' } }, // told from text by more than colour
    // What explains a field stands under it, so that fields side by side are level.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Loader: { defaultProps: { role: 'status' } }, // its label needs a role
    Tooltip: { defaultProps: { openDelay: 300 } },
  },
})
