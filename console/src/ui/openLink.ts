/** Opens a short-lived link: a spreadsheet is saved by the browser, a PDF is shown in a page of its own. */
export function openLink(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.target = '_blank'
  link.rel = 'noreferrer'
  link.click()
}
