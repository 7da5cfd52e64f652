/** The frame: who is signed in, three sections, what is shown. The section stands in the address. */
import { Button, Group, Text, Title } from '@mantine/core'
import { BrowserRouter, Link, useSearchParams } from 'react-router'

import { sessionStore, signOut } from '../session/session'
import { useLanguage, useText } from '../text/text'
import { ConnectionStrip } from '../ui/ConnectionStrip'
import { SessionExpired } from '../ui/SessionExpired'
import { Appointments } from './Appointments'
import { Copies } from './Copies'
import { Notices } from './Notices'

const SECTIONS = { 'lich-hen': 'appointments', 'ban-sao': 'copies', 'thong-bao': 'notices' } as const
const SCREENS = { appointments: Appointments, copies: Copies, notices: Notices }

export function Requester() {
  return (
    <BrowserRouter>
      <Frame />
      <SessionExpired />
    </BrowserRouter>
  )
}

function Frame() {
  const text = useText()
  const { language, choose } = useLanguage()
  const [search] = useSearchParams()
  const wanted = search.get('muc') ?? ''
  const section = wanted in SECTIONS ? SECTIONS[wanted as keyof typeof SECTIONS] : 'appointments'
  const Screen = SCREENS[section]
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <>
      <header className="top">
        <Text fw={600}>{text.common.product}</Text>
        <Text size="sm" truncate>
          {sessionStore.name()}
        </Text>
        <Group gap="xs" ml="auto">
          <Button variant="subtle" lang={other} onClick={() => choose(other)}>
            {other === 'vi' ? 'Tiếng Việt' : 'English'}
          </Button>
          <Button variant="default" onClick={signOut}>
            {text.frame.signOut}
          </Button>
        </Group>
      </header>
      <ConnectionStrip />
      <main className="requester">
        <Title order={1} mt="sm">
          {text.requester.title}
        </Title>
        <nav aria-label={text.requester.menu}>
          <ul className="tabs">
            {Object.entries(SECTIONS).map(([address, name]) => (
              <li key={name}>
                <Link to={`?muc=${address}`} aria-current={name === section ? 'page' : undefined}>
                  {text.requester.tabs[name]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Screen />
      </main>
    </>
  )
}
