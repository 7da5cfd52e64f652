/** Parts of a screen that are loaded when they are first shown: dialogs, what is done to many at once. */
import { lazy, Suspense, type ComponentType } from 'react'

/** Between two tries, in milliseconds. */
const REST = 3000

/** The component that `load` brings. While it cannot be had it is asked for again: nothing on the screen is lost. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  const Part = lazy(async () => ({ default: await patiently(load) }))
  return function Later(props: P) {
    return (
      <Suspense>
        <Part {...props} />
      </Suspense>
    )
  }
}

async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((again) => setTimeout(again, REST))
    }
  }
}
