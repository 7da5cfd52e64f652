/** [Quản lý con dấu]: the seal's image in its real size, and the certificate that the agency seals with. */
import { SimpleGrid } from '@mantine/core'

import { useText } from '../../text/text'
import { Page } from '../../ui/Page'
import { AgencyCertificate } from './AgencyCertificate'
import { SealImage } from './SealImage'

export function SealPage() {
  const text = useText()
  return (
    <Page title={text.frame.sealImage}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <SealImage />
        <AgencyCertificate />
      </SimpleGrid>
    </Page>
  )
}
