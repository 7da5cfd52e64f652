/** By code or by file, and the answer. The code stands in the address, as the square on the copy writes it. */
import { useEffect, useRef, useState } from 'react'

import { bytes } from '../format/format'
import { Icon } from '../ui/Icon'
import { byCode, byDigest, type Check } from './ask'
import { ByCode } from './ByCode'
import { ByFile } from './ByFile'
import { codeOf, grouped } from './code'
import { digestOf, type FileRefusal } from './digest'
import { Failure } from './Failure'
import { Result } from './Result'
import { useChosenWords, WordsContext } from './words'

/** What was asked about. */
export type Asked = { code: string } | { file: File }

type State =
  | { is: 'idle' }
  | { is: 'asking'; asked: Asked }
  | { is: 'answered'; asked: Asked; answer: Check; at: Date }
  | { is: 'refused'; file: File; why: FileRefusal }
  | { is: 'failed'; asked: Asked; problem: unknown }

const codeInAddress = () => codeOf(new URLSearchParams(location.search).get('ma') ?? '')

export function CheckPage() {
  const [words, otherLanguage] = useChosenWords()
  const [state, setState] = useState<State>({ is: 'idle' })
  const latest = useRef<Asked>(undefined)

  const ask = async (asked: Asked) => {
    latest.current = asked
    setState({ is: 'asking', asked })
    const next = await answerTo(asked)
    if (latest.current === asked) setState(next)
  }
  const askCode = (code: string) => {
    const address = `${location.pathname}?ma=${code}`
    if (location.pathname + location.search !== address) history.pushState(null, '', address)
    void ask({ code })
  }
  const askFile = (file: File) => {
    if (location.search) history.pushState(null, '', location.pathname)
    void ask({ file })
  }

  const follow = useRef(() => {})
  useEffect(() => {
    follow.current = () => {
      const code = codeInAddress()
      if (code) void ask({ code })
      else setState({ is: 'idle' })
    }
  })
  useEffect(() => {
    const moved = () => follow.current()
    moved()
    addEventListener('popstate', moved)
    return () => removeEventListener('popstate', moved)
  }, [])

  return (
    <WordsContext value={words}>
      <header className="no-print">
        <span className="brand">
          <img src="/seal.svg" alt="" width="24" height="24" /> Chứng Thực
        </span>
        <button type="button" className="plain" lang={words.other.lang} onClick={otherLanguage}>
          {words.other.language}
        </button>
      </header>
      <main>
        <h1>{words.title}</h1>
        <p className="lead no-print">{words.lead}</p>
        <div className="ways no-print">
          <ByCode key={codeInAddress()} start={grouped(codeInAddress())} onAsk={askCode} />
          <ByFile
            onAsk={askFile}
            refused={state.is === 'refused' ? words.byFile[state.why] : undefined}
            reading={state.is === 'asking' && 'file' in state.asked ? state.asked.file.name : undefined}
          />
        </div>
        <p role="status" className="status no-print">
          {state.is === 'asking' && (
            <>
              <Icon name="clock" /> {words.checking}
            </>
          )}
        </p>
        {state.is === 'failed' && <Failure problem={state.problem} onRetry={() => void ask(state.asked)} />}
        {state.is === 'answered' && (
          <Result
            key={state.at.getTime()}
            answer={state.answer}
            at={state.at}
            code={'code' in state.asked ? state.asked.code : undefined}
            asked={
              'code' in state.asked
                ? words.askedCode(grouped(state.asked.code))
                : words.askedFile(state.asked.file.name, bytes(state.asked.file.size))
            }
          />
        )}
      </main>
      <footer>{words.foot}</footer>
    </WordsContext>
  )
}

async function answerTo(asked: Asked): Promise<State> {
  try {
    if ('code' in asked) return { is: 'answered', asked, answer: await byCode(asked.code), at: new Date() }
    const digest = await digestOf(asked.file)
    if ('refused' in digest) return { is: 'refused', file: asked.file, why: digest.refused }
    return { is: 'answered', asked, answer: await byDigest(digest.sha256), at: new Date() }
  } catch (problem) {
    return { is: 'failed', asked, problem }
  }
}
