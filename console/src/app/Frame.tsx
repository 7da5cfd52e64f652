/** Header, menu with live counts, and the screen. */
import { Badge, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { NavLink, Outlet } from 'react-router'

import { queueCounts, useMe } from '../api/queries'
import { signOut } from '../session/session'
import { SigningStatus } from '../signing/SigningStatus'
import { useLanguage, useText } from '../text/text'
import { ConnectionStrip } from '../ui/ConnectionStrip'
import { SessionExpired } from '../ui/SessionExpired'
import { ShortcutsHelp } from '../ui/ShortcutsHelp'
import styles from './Frame.module.css'
import { Item } from './Item'
import { menuOf, type MenuItem } from './menu'

export function Frame() {
  const text = useText()
  const me = useMe().data
  if (!me) return null
  const signs = me.roles.includes('signer') || me.roles.includes('clerk')
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {text.frame.skip}
      </a>
      <header className={styles.header}>
        <Text fw={600}>{text.common.product}</Text>
        <Text size="sm" truncate className={styles.agency}>
          {me.agency_name}
        </Text>
        <Group gap="md" wrap="nowrap" ml="auto">
          {signs && <SigningStatus />}
          <Text size="xs" className={styles.who}>
            {me.name} ({me.roles.map((role) => text.common.roles[role]).join(', ')})
          </Text>
          <Language />
          <Button size="compact-xs" variant="default" onClick={signOut}>
            {text.frame.signOut}
          </Button>
        </Group>
      </header>
      <ConnectionStrip />
      <div className={styles.body}>
        <nav className={styles.menu} aria-label={text.frame.menu}>
          {menuOf(me.roles).map((item) => (
            <MenuLine key={item.path} item={item} />
          ))}
        </nav>
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <SessionExpired />
      <ShortcutsHelp />
    </div>
  )
}

function MenuLine({ item: { path, name, states } }: { item: Omit<MenuItem, 'role'> }) {
  const label = useText().frame[name]
  return (
    <NavLink to={path} className={styles.link}>
      {({ isActive }) => (
        <Item active={isActive} label={label} rightSection={states && <Count states={states} />} />
      )}
    </NavLink>
  )
}

function Count({ states }: { states: NonNullable<MenuItem['states']> }) {
  const text = useText()
  const queues = useQuery(queueCounts).data?.filter(({ queue }) => states.some((state) => state === queue))
  const count = queues?.reduce((sum, { count }) => sum + count, 0)
  if (!count) return null
  const shown = `${count}${queues?.some(({ more }) => more) ? '+' : ''}`
  return (
    <Badge size="sm" variant="light" circle={count < 10} aria-label={text.frame.waiting(shown)}>
      {shown}
    </Badge>
  )
}

function Language() {
  const { language, choose } = useLanguage()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <Button size="compact-xs" variant="subtle" lang={other} onClick={() => choose(other)}>
      {other === 'vi' ? 'Tiếng Việt' : 'English'}
    </Button>
  )
}
