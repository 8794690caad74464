import { describe, expect, test } from 'vitest'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { matchersOf, readChips } from '../../filter/chip.ts'
import { previewOf, previewSentence, previewWarning, submitWords } from './preview.ts'

function alert(labels: Record<string, string>, silencedBy: readonly string[] = []): WireAlert {
  return {
    labels,
    annotations: {},
    fingerprint: JSON.stringify(labels),
    startsAt: '',
    endsAt: '',
    updatedAt: '',
    receivers: [],
    status: { state: silencedBy.length > 0 ? 'suppressed' : 'active', silencedBy, inhibitedBy: [], mutedBy: [] },
  }
}

const alerts = [
  ...Array.from({ length: 6 }, (_, index) =>
    alert({ alertname: 'Disk', instance: `db-${index}`, severity: index < 2 ? 'critical' : 'warning' }),
  ),
  ...Array.from({ length: 3 }, (_, index) =>
    alert({ alertname: 'Lag', instance: `db-${index}` }, index === 0 ? ['x'] : []),
  ),
  alert({ alertname: 'Odd', constructor: 'c' }),
]

function of(text: string, among = alerts) {
  const matchers = matchersOf(readChips(text))
  const preview = previewOf(matchers, among)
  return { preview, sentence: previewSentence(preview), warning: previewWarning(preview, matchers) }
}

describe('before it is made', () => {
  test.each<[string, string, RegExp | undefined]>([
    ['alertname="Disk"', 'Mutes 6 of 10 firing alerts; 2 of them critical.', /60 %/],
    ['{alertname="Disk",severity="critical"}', 'Mutes 2 of 10 firing alerts; all of them critical.', undefined],
    ['{alertname="Disk",instance="db-0"}', 'Mutes 1 of 10 firing alerts; it is critical.', undefined],
    ['alertname="Lag"', 'Mutes 3 of 10 firing alerts. 1 of them is silenced already.', undefined],
    [
      'alertname=~".+"',
      'Mutes all 10 firing alerts; 2 of them critical. 1 of them is silenced already.',
      /mutes everything/,
    ],
    [
      'alertname=~"Disk|Lag|Odd"',
      'Mutes all 10 firing alerts; 2 of them critical. 1 of them is silenced already.',
      /all alerts that fire/,
    ],
    ['alertname="Dsik"', 'Mutes none of the 10 firing alerts now.', /No firing alert has alertname="Dsik"/],
    ['{alertname="Odd",severity="critical"}', 'Mutes none of the 10 firing alerts now.', /none fits all of them/],
    ['constructor=~".*c.*"', 'Mutes 1 of 10 firing alerts.', undefined],
  ])('%s', (text, sentence, warning) => {
    const found = of(text)
    expect(found.sentence).toBe(sentence)
    if (warning === undefined) expect(found.warning).toBeUndefined()
    else expect(found.warning).toMatch(warning)
  })

  test('nothing fires', () => {
    expect(of('a="b"', [])).toMatchObject({
      sentence: 'Nothing fires now: the silence waits for what is to come.',
      warning: undefined,
    })
  })

  test('each matcher says what it fits', () => {
    expect(of('{alertname="Disk",severity="critical"}').preview.byMatcher).toEqual([6, 2])
  })

  test('the worst come first', () => {
    expect(of('instance="db-0"').preview.muted[0]?.labels.severity).toBe('critical')
  })
})

test('the button repeats it all', () => {
  expect(submitWords(of('alertname="Disk"').preview, { verb: 'Silence', lasting: 'for 4 h' })).toBe(
    'Silence 6 alerts for 4 h',
  )
  expect(submitWords(of('alertname="x"').preview, { verb: 'Silence', lasting: 'for 4 h' })).toBe(
    'Silence what will match for 4 h',
  )
  expect(submitWords(of('alertname="Odd"').preview, { verb: 'Silence', start: '18:00', lasting: 'for 4 h' })).toBe(
    'Silence 1 alert from 18:00 for 4 h',
  )
})
