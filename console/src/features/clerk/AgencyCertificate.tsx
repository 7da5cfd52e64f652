/** The agency's certificate: bound by a challenge that the token in this computer signs. */
import { Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../../api/client'
import { me, queries, useMe } from '../../api/queries'
import { day, number } from '../../format/format'
import { Fact } from '../../queue/CaseFacts'
import { signHashes, useSigningService } from '../../signing/service'
import { SigningMissing } from '../../signing/SigningStatus'
import { useText } from '../../text/text'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { useNow } from '../../ui/now'
import { Ending } from './Readiness'
import { daysLeft } from './readiness'

type Phase = 'asking' | 'pin' | 'checking'

export function AgencyCertificate() {
  const text = useText()
  const words = text.clerk.binding
  const certificate = useMe().data?.agency_certificate
  const now = useNow()
  const service = useSigningService()
  const [phase, tell] = useState<Phase>()
  const [problem, setProblem] = useState<unknown>()
  const [bound, setBound] = useState(false)

  const bind = async () => {
    setProblem(undefined)
    setBound(false)
    try {
      tell('asking')
      const challenge = await body(api().POST('/agency/certificate/challenge'))
      tell('pin')
      const signed = await signHashes([challenge.hash])
      tell('checking')
      await api().PUT('/agency/certificate', {
        body: {
          signature: signed.signatures[0] ?? '',
          ...(signed.certificate ? { certificate: signed.certificate } : {}),
        },
      })
      await queries.invalidateQueries({ queryKey: me.queryKey })
      setBound(true)
    } catch (cause) {
      setProblem(cause)
    } finally {
      tell(undefined)
    }
  }
  return (
    <Stack gap="sm" component="section" aria-labelledby="agency-certificate">
      <Title order={2} id="agency-certificate">
        {words.title}
      </Title>
      {certificate ? (
        <>
          <Ending certificate={certificate} />
          <dl style={{ margin: 0 }}>
            <Fact name={words.subject}>{certificate.subject}</Fact>
            <Fact name={words.issuer}>{certificate.issuer}</Fact>
            <Fact name={words.serial}>{certificate.serial}</Fact>
            <Fact name={words.until}>
              {words.period(
                day(certificate.not_before),
                day(certificate.not_after),
                number(Math.max(daysLeft(certificate, now), 0)),
              )}
            </Fact>
          </dl>
        </>
      ) : (
        <Text size="sm">{words.none}</Text>
      )}
      <Text size="sm">{words.hint}</Text>
      <SigningMissing />
      <ProblemAlert problem={problem} />
      <Text size="sm" role="status">
        {phase ? words[phase] : bound && words.bound}
      </Text>
      <Group>
        <ReasonedButton
          variant={certificate ? 'default' : 'filled'}
          loading={phase !== undefined}
          reason={service === 'ready' ? undefined : text.clerk.why.service}
          onClick={() => void bind()}
        >
          {certificate ? words.again : words.bind}
        </ReasonedButton>
      </Group>
    </Stack>
  )
}
