/** Saves a document: its link is made at the click, since it is good for minutes. */
import { api, body } from '../../api/client'
import type { DocumentVersion } from '../../api/queries'
import type { Case } from '../../api/types'
import { shortCode } from '../../queue/filters'
import { useText } from '../../text/text'
import { ActButton } from '../../ui/ActButton'
import { saveFile } from '../../ui/saveFile'

/** The uploaded file of a repaired scan may hold what the repair removed, so it is not handed out. */
type Saved = Exclude<DocumentVersion, 'uploaded'>

/** Under what a document is saved. */
const NAMES: Record<Saved, string> = {
  scan: 'ban-scan',
  prepared: 'ban-chuan-bi',
  signed: 'ban-da-ky',
  sealed: 'ban-da-dong-dau',
}

export function DownloadButton({ of, version }: { of: Case; version: Saved }) {
  const { find } = useText()
  const save = async () => {
    const { url } = await body(
      api().GET('/cases/{case}/document', { params: { path: { case: of.id }, query: { version } } }),
    )
    await saveFile(url, `${shortCode(of.id)}-${NAMES[version]}.pdf`)
  }
  return (
    <ActButton icon="download" act={save}>
      {find.download}
    </ActButton>
  )
}
