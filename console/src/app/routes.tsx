/** Addresses and their screens. Each screen is loaded when it is first opened; other roles' screens never are. */
import { createElement, lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'

import type { Role } from '../api/types'
import { loadTexts } from '../text/catalogue'
import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { Frame } from './Frame'
import { menuOf } from './menu'
import { SCREENS, SHARED } from './screens'

export function Screens({ roles }: { roles: readonly Role[] }) {
  const own = [...roles.flatMap((role) => SCREENS[role] ?? []), ...SHARED]
  const first = menuOf(roles)[0]?.path ?? '/tra-cuu'
  return (
    <Routes>
      <Route path="/" element={<Frame />}>
        <Route index element={<Navigate to={first} replace />} />
        {own.map((screen) => (
          <Route
            key={screen.path}
            path={screen.path}
            element={<Suspense fallback={<Loading />}>{SHOWN.get(screen.load)}</Suspense>}
          />
        ))}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  )
}

/** Screens by how they are loaded, so that one with two addresses keeps its state when the address changes. */
const SHOWN = new Map(
  [...Object.values(SCREENS).flat(), ...SHARED].map(({ load, text }) => {
    const both = async () => {
      const [{ Component }] = await Promise.all([load(), loadTexts(text)])
      return { default: Component }
    }
    return [load, createElement(lazy(both))]
  }),
)

function Loading() {
  return <Empty>{useText().common.loading}</Empty>
}

function NotFound() {
  const { notFound } = useText().frame
  return <Empty title={notFound.title}>{notFound.detail}</Empty>
}
