/** The settings: sections on the left, one of them open. The section and the agency stand in the address. */
import { Alert, Badge, Group, Loader, NavLink as Item, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'

import { useText } from '../../text/text'
import { ProblemAlert } from '../../ui/ProblemAlert'
import styles from './admin.module.css'
import { Agencies } from './Agencies'
import { AgencySettings } from './AgencySettings'
import { Columns } from './Columns'
import { Deliveries } from './Deliveries'
import { DocumentTypes } from './DocumentTypes'
import { useKept } from './draft'
import { Fees } from './Fees'
import { History } from './History'
import { Holidays } from './Holidays'
import { Hours } from './Hours'
import { Officials } from './Officials'
import { ownAgency } from './queries'
import { ScopeContext } from './scope'
import { Trust } from './Trust'
import { Wordings } from './Wordings'

const SECTIONS = [
  ['can-bo', 'officials', Officials],
  ['don-vi', 'agency', AgencySettings],
  ['loai-giay-to', 'types', DocumentTypes],
  ['gio-lam-viec', 'hours', Hours],
  ['le-phi', 'fees', Fees],
  ['loi-chung', 'wordings', Wordings],
  ['cot-so', 'columns', Columns],
  ['gui-lai', 'deliveries', Deliveries],
  ['lich-su', 'history', History],
  ['chung-thu-goc', 'trust', Trust],
  ['nghi-le', 'holidays', Holidays],
  ['cac-don-vi', 'agencies', Agencies],
] as const satisfies readonly (readonly [string, string, ComponentType])[]

/** Sections of the whole country, and of one's own agency alone. */
const CENTRE_ONLY = ['cac-don-vi']
const NOT_OF_ANOTHER = ['gui-lai', 'chung-thu-goc', 'nghi-le', 'cac-don-vi']

export function AdminPage() {
  const text = useText().admin
  const own = useQuery(ownAgency)
  const kept = useKept()
  const { section } = useParams()
  const [search] = useSearchParams()
  if (own.isPending) return <Loader role="progressbar" m="md" aria-label={text.title} />
  if (own.isError) return <ProblemAlert problem={own.error} onRetry={() => void own.refetch()} />
  const { agency: home, centre } = own.data
  const named = search.get('agency') ?? ''
  const agency = centre && named !== '' && named !== home.id ? named : undefined
  const suffix = agency === undefined ? '' : `?agency=${encodeURIComponent(agency)}`
  const shown = SECTIONS.filter(
    ([path]) =>
      (centre || !CENTRE_ONLY.includes(path)) && (agency === undefined || !NOT_OF_ANOTHER.includes(path)),
  )
  const open = shown.find(([path]) => path === section)
  if (!open) return <Navigate to={`/quan-tri/${shown[0]?.[0] ?? ''}${suffix}`} replace />
  const Screen = open[2]
  const id = agency ?? home.id
  return (
    <ScopeContext value={{ agency, id, centre, query: agency === undefined ? {} : { agency } }}>
      <Stack p="md" gap="sm">
        <Title order={1}>{text.title}</Title>
        {agency !== undefined && (
          <Alert color="yellow" p="xs">
            <Group gap="md">
              <Text size="sm">{text.of(agency)}</Text>
              <Link to="/quan-tri/cac-don-vi">{text.backToOwn}</Link>
            </Group>
          </Alert>
        )}
        <div className={styles.settings}>
          <nav aria-label={text.menu} className={styles.sections}>
            {shown.map(([path, name]) => (
              <Link
                key={path}
                to={`/quan-tri/${path}${suffix}`}
                className={styles.link}
                aria-current={path === open[0] ? 'page' : undefined}
              >
                <Item
                  component="span"
                  active={path === open[0]}
                  label={text.sections[name]}
                  py={6}
                  rightSection={
                    kept(`${id}/${name}`) && (
                      <Badge size="sm" color="yellow" variant="light" tt="none" c="dark.7">
                        {text.unsaved}
                      </Badge>
                    )
                  }
                />
              </Link>
            ))}
          </nav>
          <div className={styles.section} key={`${id}/${open[0]}`}>
            <Screen />
          </div>
        </div>
      </Stack>
    </ScopeContext>
  )
}
