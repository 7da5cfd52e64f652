import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

// What a folder may use: api, text, ui … ← features ← app. A feature never uses another one.
const walls = (folder, patterns, message) => ({
    files: [`src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
})

export default ts.config(
    { ignores: ['dist', 'src/api/schema.d.ts', 'test-results'] },
    ...ts.configs.strictTypeChecked,
    {
        languageOptions: {
            parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'bench/*.mjs'] } },
        },
    },
    hooks.configs.flat.recommended,
    a11y.flatConfigs.recommended,
    {
        rules: {
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
            // A queue that opens is where the person wants to type.
            'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
        },
    },
    { files: ['eslint.config.js', 'bench/*.mjs'], ...ts.configs.disableTypeChecked },
    ...['api', 'batch', 'format', 'images', 'pdf', 'person', 'queue', 'session', 'signing', 'text', 'ui'].map(
        (folder) => walls(folder, ['**/features/**', '**/app/**'], 'What is shared knows no feature.'),
    ),
    walls(
        'features',
        ['**/app/**', '../../features/**'],
        'A feature knows neither the app nor another feature.',
    ),
)
