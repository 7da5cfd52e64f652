/** Asks again for as long as it takes, when the network goes away in the middle of something that must be finished. */
import { Problem, Unreachable } from './problem'

/** Between two rounds of the client's own repeats, in milliseconds. */
const REST = 3000

/**
 * Repeats `ask` until the API was reached. The client sends each repeat under the same key, so that what is asked for
 * happens once; a refusal ends it.
 */
export async function persistently<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (problem) {
      // A repeat may arrive while the first one is still being carried out.
      const passing =
        problem instanceof Unreachable || (problem instanceof Problem && problem.is('request-under-way'))
      if (!passing) throw problem
      signal?.throwIfAborted()
      await new Promise((again) => setTimeout(again, REST))
      signal?.throwIfAborted()
    }
  }
}
