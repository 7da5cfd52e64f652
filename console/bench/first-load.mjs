/**
 * What a browser fetches before the first screen of each application can be worked on, compressed as it is put on S3
 * (Brotli, by the build): its page, scripts, styles, words, and the fonts that a Vietnamese page shows. The viewer of
 * documents is counted apart, since it comes with the first document; dialogs, and what is done to many at once, come when
 * they are opened and are not counted. Reads `dist`, writes a JSON report to standard output.
 */
import { readFileSync } from 'node:fs'

const DIST = new URL('../dist/', import.meta.url)
const LIMIT = 200 * 1024
/** Each application, and what is loaded with its first screen beside what its page names. */
const FIRST_SCREENS = {
    officer: ['index.html', 'src/features/officer/NewCase.tsx', ...words('officer', 'queue', 'pdf')],
    signer: ['index.html', 'src/features/signer/SignQueue.tsx', ...words('signer', 'queue', 'pdf')],
    clerk: ['index.html', 'src/features/clerk/SealQueue.tsx', ...words('clerk', 'queue', 'pdf')],
    check: ['kiem-tra/index.html'],
    requester: ['nguoi-dan/index.html', ...words('requester')],
}
/** The Vietnamese words that a screen names in its feature's `screens.ts`. */
function words(...parts) {
    return parts.map((part) => `src/text/vi/${part}.ts`)
}

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))
/** Loaded with the first document. */
const viewer = Object.entries(manifest).flatMap(([name, { file }]) =>
    name.includes('pdfjs-dist') ? [file] : [],
)

/** The files of an entry and of whatever it imports. */
function filesOf(name, files = new Set(), seen = new Set()) {
    if (seen.has(name)) return files
    seen.add(name)
    const entry = manifest[name]
    if (!entry)
        throw new Error(`${name} is not in the build: say in bench/first-load.mjs which screen is the first`)
    if (name.endsWith('.html')) files.add(name)
    files.add(entry.file)
    for (const style of entry.css ?? []) files.add(style)
    for (const imported of entry.imports ?? []) filesOf(imported, files, seen)
    return files
}

/** The fonts that the styles name: woff2, which every Chrome since 36 takes. */
function fontsOf(files) {
    const styles = [...files].filter((file) => file.endsWith('.css'))
    return styles.flatMap(
        (file) =>
            read(file)
                .toString()
                .match(/assets\/[^)"']+\.woff2/g) ?? [],
    )
}

function read(file) {
    return readFileSync(new URL(file, DIST))
}

/** Bytes over the wire: fonts are compressed in themselves. */
function sizeOf(file) {
    if (file.endsWith('.woff2')) return read(file).length
    return read(`${file}.br`).length
}

const report = {}
for (const [name, entries] of Object.entries(FIRST_SCREENS)) {
    const files = new Set(entries.flatMap((entry) => [...filesOf(entry)]))
    for (const font of fontsOf(files)) files.add(font.replace(/^\//, ''))
    const sizes = { page: 0, scripts: 0, styles: 0, fonts: 0, viewer: 0 }
    for (const file of files) {
        const kind = /html$/.test(file)
            ? 'page'
            : /js$/.test(file)
              ? 'scripts'
              : /css$/.test(file)
                ? 'styles'
                : 'fonts'
        sizes[viewer.includes(file) ? 'viewer' : kind] += sizeOf(file)
    }
    const total = sizes.page + sizes.scripts + sizes.styles + sizes.fonts
    report[name] = { ...sizes, total, limit: LIMIT, within: total <= LIMIT }
}
console.log(JSON.stringify(report, null, 2))
