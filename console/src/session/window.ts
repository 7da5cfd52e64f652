/** A sign-in in a window of its own, over the page that waits for it. */

/** How often it is looked whether the window was closed, in milliseconds; what it said on its way out may come after. */
const LOOK = 1000

const channel = (sign: string) => new BroadcastChannel(`sign-in-${sign}`)

interface Request {
  url: string
  state: { id: string }
}

/** Answers the address that the provider came back to. The window opens first: browsers open one on a click alone. */
export async function signInWindow(begin: () => Promise<Request>): Promise<string> {
  const opened = open('', '_blank', 'popup,width=480,height=640')
  if (!opened) throw new Error('the window was not let open')
  const { url, state } = await begin()
  const heard = channel(state.id)
  try {
    return await new Promise((resolve, reject) => {
      heard.onmessage = ({ data }: MessageEvent<string>) => resolve(data)
      const look = (wasClosed: boolean) => {
        if (wasClosed) reject(new Error('the window was closed'))
        else setTimeout(look, LOOK, opened.closed)
      }
      look(false)
      opened.location.replace(url)
    })
  } finally {
    heard.close()
    opened.close()
  }
}

/** In the window: tells the page that waits where the provider came back to. */
export function handBack(sign: string): void {
  const said = channel(sign)
  said.postMessage(location.href)
  said.close()
}
