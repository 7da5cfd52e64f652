/** Phiếu hẹn trả kết quả: made on request, opened beside the console to be printed. */
import { api, body } from '../api/client'
import type { Case } from '../api/types'
import { useText } from '../text/text'
import { ActButton } from '../ui/ActButton'
import { saveFile } from '../ui/saveFile'
import { shortCode } from './filters'

export function SlipButton({ of }: { of: Case }) {
  const { queue } = useText()
  const print = async () => {
    // Opened at the click: later, the browser would take it for an advertisement.
    const tab = window.open('', '_blank')
    try {
      const { url } = await body(
        api().POST('/cases/{case}/slip', { params: { path: { case: of.id } }, body: {} }),
      )
      if (tab) tab.location.replace(url)
      else await saveFile(url, `phieu-hen-${shortCode(of.id)}.pdf`)
    } catch (cause) {
      tab?.close()
      throw cause
    }
  }
  return (
    <ActButton icon="print" act={print}>
      {queue.slip}
    </ActButton>
  )
}
