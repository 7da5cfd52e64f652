/** The console's frame around the screens of whoever is signed in. */
import { Center, Loader } from '@mantine/core'
import { BrowserRouter } from 'react-router'

import { useMe } from '../api/queries'
import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { ProblemAlert } from '../ui/ProblemAlert'
import { Screens } from './routes'

export function App() {
  const text = useText()
  const me = useMe()
  if (me.isPending)
    return (
      <Center h="100%">
        <Loader role="progressbar" aria-label={text.common.loading} />
      </Center>
    )
  if (me.isError) return <ProblemAlert problem={me.error} onRetry={() => void me.refetch()} />
  if (me.data.roles.length === 0)
    return <Empty title={text.frame.noRole.title}>{text.frame.noRole.detail}</Empty>
  return (
    <BrowserRouter>
      <Screens roles={me.data.roles} />
    </BrowserRouter>
  )
}
