/** Many pieces of work, a few at a time. */

/** An office's line carries a few requests well. */
const TOGETHER = 4

/** Does the work for each; when it is stopped, what has begun is ended and nothing more begins. */
export async function pool<T>(
  all: readonly T[],
  signal: AbortSignal,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...all]
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined && !signal.aborted; one = waiting.shift())
      await work(one)
  }
  await Promise.all(Array.from({ length: TOGETHER }, worker))
}
