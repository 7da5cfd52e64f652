/** What can be pressed on this screen, under `?`. */
import { Text } from '@mantine/core'
import { useState } from 'react'

import { useText } from '../text/text'
import { Dialog } from './Dialog'
import { useShortcut, useShortcuts } from './keys'
import styles from './shortcuts.module.css'

export function ShortcutsHelp() {
  const text = useText()
  const [opened, setOpened] = useState(false)
  const shortcuts = useShortcuts()
  useShortcut('?', text.frame.shortcuts, () => setOpened(true))
  return (
    <Dialog opened={opened} onClose={() => setOpened(false)} title={text.frame.shortcuts}>
      <table className={styles.table}>
        <tbody>
          {shortcuts.map(({ keys, does }) => (
            <tr key={keys}>
              <td>
                <kbd>{keys}</kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" mt="sm">
        {text.frame.inDialog}
      </Text>
    </Dialog>
  )
}
