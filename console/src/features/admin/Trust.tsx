/** Whose certificates are believed: the centre's to set, every administrator's to see. */
import { Button, FileButton, Group, NativeSelect, Stack, Table, Text, Textarea, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'

import { api, body } from '../../api/client'
import type { Schema } from '../../api/types'
import { day } from '../../format/format'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { Icon } from '../../ui/Icon'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useUnsaved } from '../../ui/unsaved'
import { useSave } from '../../ui/useSave'
import styles from './admin.module.css'
import { readAgain, trust } from './queries'
import { useScope } from './scope'
import { Section } from './Section'
import { readAgainAfter } from './useDraftSave'

type Authority = Schema['AuthorityView']

export function Trust() {
  const text = useText().admin
  const { centre } = useScope()
  const query = useQuery(trust)
  const [adding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<Authority>()
  const add = centre && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
      {text.trust.add}
    </Button>
  )
  return (
    <Section title={text.sections.trust} lead={text.trust.lead} actions={add} query={query}>
      {(data) => (
        <>
          {!centre && <Text size="sm">{text.centreOnly}</Text>}
          <Authorities name={text.trust.government} all={data.government} onRemove={setRemoved} />
          <Authorities name={text.trust.public} all={data.public} onRemove={setRemoved} />
          <Authorities name={text.trust.intermediate} all={data.intermediates} onRemove={setRemoved} />
          {adding && <AddForm version={data.version} onClose={() => setAdding(false)} />}
          {removed && (
            <Remove authority={removed} version={data.version} onClose={() => setRemoved(undefined)} />
          )}
        </>
      )}
    </Section>
  )
}

interface AuthoritiesProps {
  name: string
  all: readonly Authority[]
  onRemove: (authority: Authority) => void
}

function Authorities({ name, all, onRemove }: AuthoritiesProps) {
  const words = useText().admin.trust
  const { centre } = useScope()
  return (
    <>
      <Title order={3}>{name}</Title>
      {all.length === 0 ? (
        <Text size="sm">{words.none}</Text>
      ) : (
        <div className={styles.table}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.subject}</Table.Th>
                <Table.Th>{words.issuer}</Table.Th>
                <Table.Th>{words.validity}</Table.Th>
                <Table.Th>{words.serial}</Table.Th>
                {centre && <Table.Td />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((authority) => (
                <Table.Tr key={authority.fingerprint}>
                  <Table.Td>{authority.subject}</Table.Td>
                  <Table.Td>{authority.issuer}</Table.Td>
                  <Table.Td>
                    {day(authority.not_before)}–{day(authority.not_after)}
                  </Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{authority.serial}</Table.Td>
                  {centre && (
                    <Table.Td>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={words.remove(authority.subject)}
                        onClick={() => onRemove(authority)}
                      >
                        {words.removeShort}
                      </Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  )
}

function AddForm({ version, onClose }: { version: number; onClose: () => void }) {
  const text = useText()
  const words = text.admin.trust
  const saving = useSave(['kind', 'pem'] as const)
  const [kind, setKind] = useState<Schema['AuthorityKind']>('government')
  const [pem, setPem] = useState('')
  useUnsaved(pem.trim() !== '')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong = pem.trim() === '' ? { pem: text.common.required } : {}
    const send = () => body(api().POST('/trust', { body: { version, kind, pem } })).catch(readAgainAfter)
    saving.save(wrong, send, () => {
      readAgain()
      sayDone(text.admin.done.saved(words[kind]))
      onClose()
    })
  }
  return (
    <Dialog onClose={onClose} size="lg" title={words.add}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <NativeSelect
            label={words.kind}
            data={(['government', 'public', 'intermediate'] as const).map((value) => ({
              value,
              label: words[value],
            }))}
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value as Schema['AuthorityKind'])}
            error={saving.errors.kind}
          />
          <Textarea
            label={words.pem}
            description={words.pemHint}
            rows={6}
            spellCheck={false}
            value={pem}
            onChange={({ currentTarget }) => {
              setPem(currentTarget.value)
              saving.clear('pem')
            }}
            error={saving.errors.pem}
          />
          <Group>
            <FileButton
              accept=".pem,.crt,.cer"
              onChange={(file) => void file?.text().then(setPem)}
              inputProps={{ 'aria-label': words.file }}
            >
              {(props) => (
                <Button variant="default" {...props}>
                  {words.file}
                </Button>
              )}
            </FileButton>
          </Group>
          <ProblemAlert problem={saving.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <MainButton type="submit" loading={saving.busy}>
              {text.common.save}
            </MainButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

interface RemoveProps {
  authority: Authority
  version: number
  onClose: () => void
}

function Remove({ authority, version, onClose }: RemoveProps) {
  const { trust: words, done } = useText().admin
  const saving = useSave([])
  const remove = () => {
    const send = () =>
      body(
        api().DELETE('/trust/{fingerprint}', {
          params: { path: { fingerprint: authority.fingerprint }, query: { version } },
        }),
      ).catch(readAgainAfter)
    saving.save({}, send, () => {
      readAgain()
      sayDone(done.removed(authority.subject))
      onClose()
    })
  }
  return (
    <Confirm
      opened
      title={words.removeShort}
      action={words.removeShort}
      danger
      busy={saving.busy}
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">{words.removeDetail(authority.subject)}</Text>
      <ProblemAlert problem={saving.problem} />
    </Confirm>
  )
}
