/** Over the page as it stands, when the sign-in has run out: sign in again, and nothing typed is lost. */
import { Stack, Text } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'

import { sessionStore, signInAgain } from '../session/session'
import { useText } from '../text/text'
import { Dialog } from './Dialog'
import { MainButton } from './MainButton'

export function SessionExpired() {
  const state = useSyncExternalStore(sessionStore.subscribe, sessionStore.state)
  const [blocked, setBlocked] = useState(false)
  const { expired } = useText().frame
  const again = () => {
    setBlocked(false)
    signInAgain().catch(() => setBlocked(true))
  }
  return (
    <Dialog opened={state === 'expired'} title={expired.title} above>
      <Stack>
        <Text size="sm">{expired.detail}</Text>
        {blocked && (
          <Text size="sm" c="red" role="alert">
            {expired.blocked}
          </Text>
        )}
        <MainButton onClick={again} data-autofocus>
          {expired.signIn}
        </MainButton>
      </Stack>
    </Dialog>
  )
}
