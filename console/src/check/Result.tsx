/** The answer: as word, icon and colour; printed, it is a proof of the check. */
import { useEffect, useRef } from 'react'

import { dayAndTime, dayOfIso } from '../format/format'
import { Icon, type IconName } from '../ui/Icon'
import type { Check } from './ask'
import { Download } from './Download'
import { useWords } from './words'

const ICONS: Record<Check['state'], IconName> = {
  valid: 'check',
  withdrawn: 'close',
  replaced: 'rotate',
  unknown: 'search',
}

interface Props {
  answer: Check
  /** When it was given. */
  at: Date
  /** The code that was asked about, when it was a code. */
  code: string | undefined
  asked: string
}

export function Result({ answer, at, code, asked }: Props) {
  const words = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { copy, state } = answer
  return (
    <section className={`result ${state}`} aria-label={words.result}>
      <div className="verdict">
        <Icon name={ICONS[state]} size={32} />
        <h2 ref={heading} tabIndex={-1}>
          {words.states[state]}
        </h2>
      </div>
      <p>{words.message(answer, code === undefined)}</p>
      <p className="hint">
        {asked}. {words.at(dayAndTime(at))}.
      </p>
      {copy && <Facts answer={answer} copy={copy} />}
      {copy && copy.signatures.length > 0 && <Signatures copy={copy} />}
      <p className="only-print">
        {words.printed} {location.origin + location.pathname + (code ? `?ma=${code}` : '')}
      </p>
      <div className="row no-print">
        <button type="button" className="plain" onClick={() => print()}>
          {words.print}
        </button>
      </div>
      {code !== undefined && state === 'valid' && <Download code={code} />}
    </section>
  )
}

type Copy = NonNullable<Check['copy']>

function Facts({ answer: { decision }, copy }: { answer: Check; copy: Copy }) {
  const { facts } = useWords()
  return (
    <dl>
      <dt>{facts.agency}</dt>
      <dd>{copy.agency}</dd>
      <dt>{facts.number}</dt>
      <dd>{copy.number}</dd>
      <dt>{facts.book}</dt>
      <dd>{bookNumber(copy.book)}</dd>
      <dt>{facts.date}</dt>
      <dd>{dayOfIso(copy.date)}</dd>
      <dt>{facts.signer}</dt>
      <dd>{copy.signer_title.join(' / ')}</dd>
      {decision && (
        <>
          <dt>{facts.decision}</dt>
          <dd>{facts.decisionOf(decision.number, dayOfIso(decision.date))}</dd>
        </>
      )}
      {decision?.replaced_by && (
        <>
          <dt>{facts.replacedBy}</dt>
          <dd>{facts.replacement(decision.replaced_by.number, decision.replaced_by.book)}</dd>
        </>
      )}
      <dt>{facts.sha256}</dt>
      <dd>
        <code>{copy.sha256}</code>
      </dd>
    </dl>
  )
}

/** The book without the words that its label says already: `quyển số 01/2026-SCTĐT/BS`. */
const bookNumber = (book: string) => book.replace(/^quyển số:?\s*/iu, '')

function Signatures({ copy }: { copy: Copy }) {
  const { signatures: words } = useWords()
  return (
    <>
      <h3>{words.title}</h3>
      <ul className="signatures">
        {copy.signatures.map((signature) => (
          <li key={signature.of} className={signature.state === 'valid' ? 'good' : 'bad'}>
            <Icon name={signature.state === 'valid' ? 'check' : 'alert'} />
            <div>
              <strong>{words.of[signature.of]}</strong>
              <p className="said">{signature.state === 'valid' ? words.valid : words.invalid}</p>
              <p className="hint">
                {words.at}: {dayAndTime(signature.at)}. {words.issuer}: {signature.issuer}.{' '}
                {signature.certificate_valid_at_signing ? words.certificateHeld : words.certificateDidNotHold}
                . {signature.revocation === 'not_checked' && `${words.notChecked}.`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
