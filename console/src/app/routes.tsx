/** Addresses and their screens. Each screen is loaded when it is first opened; other roles' screens never are. */
import { Navigate, type RouteObject } from 'react-router'

import type { Role } from '../api/types'
import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { Frame } from './Frame'
import { menuOf } from './menu'
import { SCREENS, SHARED } from './screens'

export function routes(roles: readonly Role[]): RouteObject[] {
  const own = [...roles.flatMap((role) => SCREENS[role] ?? []), ...SHARED]
  const first = menuOf(roles)[0]?.path ?? '/tra-cuu'
  return [
    {
      path: '/',
      Component: Frame,
      HydrateFallback: Loading, // while the first screen is being loaded
      children: [
        { index: true, element: <Navigate to={first} replace /> },
        ...own.map(({ path, load }) => ({ path, lazy: load })),
        { path: '*', Component: NotFound },
      ],
    },
  ]
}

function Loading() {
  return <Empty>{useText().common.loading}</Empty>
}

function NotFound() {
  const { notFound } = useText().frame
  return <Empty title={notFound.title}>{notFound.detail}</Empty>
}
