/** The certificate: bound by signing a challenge, which shows that its token is here and who holds it. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

import { api, body } from '../../../api/client'
import { me, queries } from '../../../api/queries'
import type { Certificate } from '../../../api/types'
import { day } from '../../../format/format'
import { Fact } from '../../../queue/CaseFacts'
import { signHashes, useSigningService } from '../../../signing/service'
import { SigningMissing } from '../../../signing/SigningStatus'
import { useText } from '../../../text/text'
import { useNow } from '../../../ui/now'
import { ProblemAlert } from '../../../ui/ProblemAlert'
import { ReasonedButton } from '../../../ui/ReasonedButton'
import { daysLeft, SOON } from '../right'

export function Binding({ certificate }: { certificate: Certificate | undefined }) {
  const { signer } = useText()
  const words = signer.profile
  const service = useSigningService()
  const running = useRef<AbortController>(undefined)
  const bind = useMutation({
    mutationFn: async () => {
      const { signal } = (running.current = new AbortController())
      const { hash } = await body(api().POST('/me/certificate/challenge'))
      const { signatures, certificate: der } = await signHashes([hash], signal)
      await body(
        api().PUT('/me/certificate', {
          body: { signature: signatures[0] ?? '', ...(der === undefined ? {} : { certificate: der }) },
        }),
      )
      await queries.invalidateQueries(me)
    },
  })
  const stopped = bind.error instanceof DOMException && bind.error.name === 'AbortError'
  return (
    <Stack gap="sm">
      {certificate ? <Shown of={certificate} /> : <Text size="sm">{words.unbound}</Text>}
      <SigningMissing />
      <ProblemAlert problem={stopped ? undefined : bind.error} />
      <Text size="xs" c="dimmed">
        {words.bindHelp}
      </Text>
      <Group gap="sm">
        <ReasonedButton
          variant={certificate ? 'default' : 'filled'}
          reason={service === 'ready' ? undefined : signer.noService}
          loading={bind.isPending}
          onClick={() => bind.mutate()}
        >
          {certificate ? words.rebind : words.bind}
        </ReasonedButton>
        {bind.isPending && (
          <Button variant="default" onClick={() => running.current?.abort()}>
            {signer.stop}
          </Button>
        )}
        <Text size="sm" role="status">
          {bind.isPending ? words.binding : bind.isSuccess ? words.bound : ''}
        </Text>
      </Group>
    </Stack>
  )
}

function Shown({ of }: { of: Certificate }) {
  const { signer } = useText()
  const words = signer.profile
  const left = daysLeft(of, useNow())
  return (
    <>
      <dl style={{ margin: 0 }}>
        <Fact name={words.subject}>{of.subject}</Fact>
        <Fact name={words.issuer}>{of.issuer}</Fact>
        <Fact name={words.validity}>
          {day(of.not_before)} – {day(of.not_after)}
          {left >= 0 && ` · ${signer.certificate.daysLeft(left)}`}
        </Fact>
        <Fact name={words.serial}>{of.serial}</Fact>
      </dl>
      {left <= SOON && (
        <Alert color={left < 0 ? 'red' : 'yellow'} role="status">
          {left < 0
            ? signer.cannot.expired(day(of.not_after))
            : signer.certificate.soon(left, day(of.not_after))}
        </Alert>
      )}
    </>
  )
}
