/** What can be pressed on this screen, under `?`. */
import { Kbd, Table } from '@mantine/core'
import { useState } from 'react'

import { useText } from '../text/text'
import { Dialog } from './Dialog'
import { useShortcut, useShortcuts } from './keys'

export function ShortcutsHelp() {
  const text = useText()
  const [opened, setOpened] = useState(false)
  const shortcuts = useShortcuts()
  useShortcut('?', text.frame.shortcuts, () => setOpened(true))
  return (
    <Dialog opened={opened} onClose={() => setOpened(false)} title={text.frame.shortcuts}>
      <Table>
        <Table.Tbody>
          {shortcuts.map(({ keys, does }) => (
            <Table.Tr key={keys}>
              <Table.Td>
                <Kbd>{keys}</Kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  )
}
