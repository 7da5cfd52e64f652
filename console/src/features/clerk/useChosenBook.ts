/** The book that numbers are issued from: remembered on this computer, as long as it is open. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { books, issuing } from '../../api/books'
import { useMe } from '../../api/queries'
import type { Book } from '../../api/types'
import { isoDay } from '../../format/format'
import { useNow } from '../../ui/now'

export interface ChosenBook {
  pending: boolean
  problem: unknown
  open: Book[]
  /** The chosen one; the only open one when nothing was chosen yet. */
  book: Book | undefined
  choose: (id: string) => void
}

export function useChosenBook(): ChosenBook {
  const key = `register-book:${useMe().data?.agency ?? ''}`
  const [wanted, want] = useState(() => localStorage.getItem(key))
  const today = isoDay(new Date(useNow()))
  const read = useQuery(books)
  const open = issuing(read.data ?? [], today)
  const book = open.find(({ id }) => id === wanted) ?? (open.length === 1 ? open[0] : undefined)
  const choose = (id: string) => {
    localStorage.setItem(key, id)
    want(id)
  }
  return { pending: read.isPending, problem: read.error, open, book, choose }
}
