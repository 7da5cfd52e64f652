/** Scans as an office's scanner writes them, and files that only look like one. Made here: no real paper is kept. */
import { deflateSync } from 'node:zlib'

export interface Scan {
  pages?: number
  dpi?: number
  colour?: 'rgb' | 'grey'
  /** Makes this one differ from any other. */
  mark?: string
  /** Bytes that are added after the pages' objects, as noise that does not compress. */
  padding?: number
  encrypted?: boolean
  /** Opens with a script: what a repair removes. */
  scripted?: boolean
}

/** An A4 PDF with one image a page. */
export function scan({
  pages = 1,
  dpi = 200,
  colour = 'rgb',
  mark = crypto.randomUUID(),
  padding = 0,
  encrypted = false,
  scripted = false,
}: Scan = {}): Buffer {
  const [width, height] = [Math.round(8.27 * dpi), Math.round(11.69 * dpi)]
  const image = deflateSync(pixels(width, height, colour === 'rgb' ? 3 : 1), { level: 1 })
  const objects: Buffer[] = []
  const add = (text: string, stream?: Buffer): number => {
    const id = objects.length + 1
    const parts: Buffer[] = [Buffer.from(`${id} 0 obj\n${text}\n`)]
    if (stream) parts.push(Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n'))
    objects.push(Buffer.concat([...parts, Buffer.from('endobj\n')]))
    return id
  }
  const script = scripted ? ' /OpenAction << /S /JavaScript /JS (app.beep\\(0\\)) >>' : ''
  add(`<< /Type /Catalog /Pages 2 0 R${script} >>`)
  const kids = Array.from({ length: pages }, (_, index) => `${4 + index * 2} 0 R`).join(' ')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`)
  add(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 ` +
      `/ColorSpace /Device${colour === 'rgb' ? 'RGB' : 'Gray'} /Filter /FlateDecode /Length ${image.length} >>`,
    image,
  )
  for (let page = 0; page < pages; page++) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + page * 2} 0 R ` +
        '/Resources << /XObject << /Im0 3 0 R >> >> >>',
    )
    const content = Buffer.from(`q 595 0 0 842 0 0 cm /Im0 Do Q % ${mark} ${page}`)
    add(`<< /Length ${content.length} >>`, content)
  }
  if (padding > 0) add(`<< /Length ${padding} >>`, noise(padding))
  const crypt = encrypted
    ? add(
        `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`,
      )
    : undefined
  return file(objects, mark, crypt)
}

function file(objects: Buffer[], mark: string, crypt: number | undefined): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let at = parts[0]?.length ?? 0
  const offsets = objects.map((object) => {
    const here = at
    parts.push(object)
    at += object.length
    return here
  })
  const id = Buffer.from(mark.padEnd(16).slice(0, 16)).toString('hex')
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}trailer\n` +
        `<< /Size ${objects.length + 1} /Root 1 0 R /ID [<${id}> <${id}>]` +
        `${crypt === undefined ? '' : ` /Encrypt ${crypt} 0 R`} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** Light paper with dark lines of writing. */
function pixels(width: number, height: number, channels: number): Buffer {
  const made = Buffer.alloc(width * height * channels, 0xf4)
  for (let y = Math.round(height * 0.1); y < height * 0.9; y += 40)
    for (let row = y; row < y + 6; row++)
      made.fill(
        0x33,
        (row * width + Math.round(width * 0.12)) * channels,
        (row * width + Math.round(width * (0.5 + ((y * 7) % 36) / 100))) * channels,
      )
  return made
}

/** Bytes without order, the same every time. */
function noise(length: number): Buffer {
  const made = Buffer.alloc(length)
  let state = 0x2545f491
  for (let at = 0; at + 4 <= length; at += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    made.writeInt32LE(state, at)
  }
  return made
}

/** The first half of a scan: what a broken transfer leaves. */
export function damaged(): Buffer {
  const whole = scan()
  return whole.subarray(0, Math.floor(whole.length / 2))
}

/** How a file is handed to the browser. */
export function named(name: string, buffer: Buffer) {
  return { name, mimeType: name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream', buffer }
}
