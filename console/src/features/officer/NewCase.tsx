/** Thêm mới bản sao từ bản chính: a new case, or one that is gone on with when its identifier stands in the address. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'

import { oneCase } from '../../api/queries'
import type { Case } from '../../api/types'
import { dayAndTime, isoDay } from '../../format/format'
import { shortCode } from '../../queue/filters'
import { ReturnedNotice } from '../../queue/ReturnedNotice'
import { SlipButton } from '../../queue/SlipButton'
import { useText } from '../../text/text'
import { Done, sayDone } from '../../ui/Done'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { CaseForm } from './CaseForm'
import type { Form } from './form'
import { beginWith } from './useDraft'

const PATH = '/them-moi'

interface Done {
  one: Case
  same: Form | undefined
}

let forms = 0

export function Component() {
  const { id } = useParams()
  const navigate = useNavigate()
  const [done, setDone] = useState<Done>()
  /** The case that the form on screen has just opened: the address changes, the form stays. */
  const [opened, setOpened] = useState<string>()
  const [view, setView] = useState({ id, form: 0 })
  if (view.id !== id) setView({ id, form: id !== undefined && id === opened ? view.form : ++forms })

  const anew = (form?: Form) => {
    beginWith(form)
    if (id === undefined) setView({ id, form: ++forms })
    else void navigate(PATH)
  }
  return (
    <Desk
      key={view.form}
      id={id}
      notice={done && <Submitted done={done} onSame={() => done.same && anew(done.same)} />}
      onOpened={(case_) => {
        setDone(undefined)
        setOpened(case_)
        void navigate(`${PATH}/${case_}`, { replace: true })
      }}
      onSubmitted={(one, same) => {
        sayDone()
        setDone({ one, same })
        anew()
      }}
    />
  )
}

interface DeskProps {
  id: string | undefined
  notice: React.ReactNode
  onOpened: (id: string) => void
  onSubmitted: (done: Case, same: Form | undefined) => void
}

function Desk({ id, notice, onOpened, onSubmitted }: DeskProps) {
  const text = useText()
  const [startId] = useState(id)
  const read = useQuery({ ...oneCase(startId ?? ''), enabled: startId !== undefined })
  if (startId !== undefined && !read.data)
    return read.isError ? (
      <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Empty>{text.common.loading}</Empty>
    )
  return (
    <CaseForm
      id={id}
      start={startId === undefined ? undefined : read.data}
      notice={
        <>
          {notice || <Done />}
          {startId !== undefined && read.data && <ReturnedNotice of={read.data} />}
        </>
      }
      onOpened={onOpened}
      onSubmitted={onSubmitted}
    />
  )
}

/** Says what was submitted, and what the citizen may want next. */
function Submitted({ done: { one, same }, onSame }: { done: Done; onSame: () => void }) {
  const { officer } = useText()
  const navigate = useNavigate()
  const later = isoDay(one.due_at) !== isoDay(new Date())
  return (
    <Alert color="green" role="status" icon={<Icon name="check" />} p="sm">
      <Text size="sm">
        {officer.submitted(one.original_name, one.requester.name, shortCode(one.id))}{' '}
        {later && officer.dueAt(dayAndTime(one.due_at))}
      </Text>
      <Group gap="xs" mt={6}>
        {same && (
          <Button size="compact-sm" variant="default" onClick={onSame}>
            {officer.samePerson}
          </Button>
        )}
        {later && <SlipButton of={one} />}
        <Button size="compact-sm" variant="subtle" onClick={() => void navigate(`/tra-cuu/${one.id}`)}>
          {officer.open}
        </Button>
      </Group>
    </Alert>
  )
}
