/** The document types that were used last on this computer, the newest first. */
const KEY = 'recent-document-types'
const KEPT = 5

export function recentTypes(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((code) => typeof code === 'string').slice(0, KEPT) : []
  } catch {
    return [] // somebody else's value: begun anew
  }
}

export function usedType(code: string): void {
  const next = [code, ...recentTypes().filter((other) => other !== code)].slice(0, KEPT)
  localStorage.setItem(KEY, JSON.stringify(next))
}
