/** Parts of a screen that are loaded when they are first shown: dialogs, what is done to many at once. */
import { lazy, Suspense, type ComponentType } from 'react'

import { useText } from '../text/text'
import { Dialog } from './Dialog'

/** Between two tries, in milliseconds. */
const REST = 3000

/** The component that `load` brings. While it cannot be had it is asked for again: nothing on the screen is lost. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  const Part = lazy(async () => ({ default: await patiently(load) }))
  return function Later(props: P) {
    return (
      <Suspense fallback={isDialog(props) && <Coming {...props} />}>
        <Part {...props} />
      </Suspense>
    )
  }
}

interface Closed {
  onClose: () => void
}

const isDialog = (props: object): props is Closed => 'onClose' in props

/** Takes the place of a dialog that is still on its way, so that the page behind it answers no key meanwhile. */
function Coming({ onClose }: Closed) {
  const { loading } = useText().common
  return (
    <Dialog title={loading} onClose={onClose}>
      {null}
    </Dialog>
  )
}

/** What `load` brings; while it cannot be had it is asked for again. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((again) => setTimeout(again, REST))
    }
  }
}
