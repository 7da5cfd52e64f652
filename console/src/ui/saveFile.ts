/** Saving what a short-lived link leads to. */
import { Unreachable } from '../api/problem'

/** Fetches a document and gives it to the browser to save: opened, the link would show it in the place of the page. */
export async function saveFile(link: string, name: string): Promise<void> {
  let bytes: Blob
  try {
    const answer = await fetch(link)
    if (!answer.ok) throw new Error(`document: ${answer.status}`)
    bytes = await answer.blob()
  } catch (cause) {
    throw new Unreachable(cause)
  }
  const url = URL.createObjectURL(bytes)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // Not at once: the browser takes the bytes after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
