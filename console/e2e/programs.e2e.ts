/** The programs that a browser test can start: those that `infra/local/programs.txt` declares. */
import { spawnSync } from 'node:child_process'

import { expect, test } from '@playwright/test'

test('a program that is not declared cannot be started', () => {
  for (const name of ['ls', 'cat', 'sh', 'git', 'cargo', 'npm']) {
    const { error } = spawnSync(name)
    expect(error, `${name} was started: run the tests by cargo xtask test`).toMatchObject({ code: 'ENOENT' })
  }
})
