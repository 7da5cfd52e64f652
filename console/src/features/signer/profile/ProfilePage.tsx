/** [Trang cá nhân]: what a leader signs with: the signature's image, the certificate, the right to sign. */
import { Container, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { api, body } from '../../../api/client'
import { me as meQuery, queries, useMe } from '../../../api/queries'
import type { Me } from '../../../api/types'
import { addressOf } from '../../../images/file'
import { InkMaker } from '../../../images/InkMaker'
import { useText } from '../../../text/text'
import { Binding } from './Binding'
import styles from './profile.module.css'
import { Right } from './Right'

export function ProfilePage() {
  const { profile } = useText().signer
  const me = useMe().data
  if (!me) return null
  return (
    <Container size="md" m={0} p="md">
      <Title order={1} mb="sm">
        {profile.title}
      </Title>
      <Stack gap="md">
        <Part title={profile.image}>
          <SignatureImage me={me} />
        </Part>
        <Part title={profile.certificate}>
          <Binding certificate={me.certificate} />
        </Part>
        <Part title={profile.delegation}>
          <Right me={me} />
        </Part>
      </Stack>
    </Container>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  )
}

function SignatureImage({ me }: { me: Me }) {
  const { profile } = useText().signer
  const stored = useQuery({
    queryKey: [...meQuery.queryKey, 'signature-image'],
    queryFn: ({ signal }) => body(api().GET('/me/signature-image', { signal })),
    enabled: me.has_signature_image,
  })
  const save = async (png: string) => {
    await body(api().PUT('/me/signature-image', { body: { png } }))
    await queries.invalidateQueries(meQuery)
  }
  return (
    <>
      <Text size="sm" mb="xs">
        {me.has_signature_image ? profile.imageSet : profile.imageMissing}
      </Text>
      <InkMaker
        color="blue"
        save={save}
        stored={addressOf(stored.data?.png)}
        preview={(image) => (
          <figure className={styles.page} aria-label={profile.preview}>
            {me.title.map((line) => (
              <b key={line}>{line}</b>
            ))}
            <img src={image} alt={profile.image} />
            <b>{me.name}</b>
          </figure>
        )}
      />
    </>
  )
}
