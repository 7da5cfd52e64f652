/** The catalogue in Vietnamese, whole: what every language has to say. `catalogue.ts` loads it in parts. */
import { admin } from './admin'
import { appointments } from './appointments'
import { books } from './books'
import { check } from './check'
import { clerk } from './clerk'
import { codes } from './codes'
import { common } from './common'
import { find } from './find'
import { frame } from './frame'
import { images } from './images'
import { officer } from './officer'
import { pdf } from './pdf'
import { problems } from './problems'
import { queue } from './queue'
import { requester } from './requester'
import { signer } from './signer'
import { signing } from './signing'
import { values } from './values'

export const vi = {
  admin,
  appointments,
  books,
  check,
  clerk,
  codes,
  common,
  find,
  frame,
  images,
  officer,
  pdf,
  problems,
  queue,
  requester,
  signer,
  signing,
  values,
}

/** What every language has to say. */
export type Text = typeof vi
