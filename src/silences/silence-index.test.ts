import { describe, expect, it } from 'vitest'
import { randomNumbers } from '../../test/support/random.ts'
import { LabelSet } from '../model/labels.ts'
import { Matcher, type MatchType, matchAll } from '../model/matcher.ts'
import type { Silence } from '../model/silence.ts'
import { timestampOf } from '../model/timestamp.ts'
import { SilenceIndex } from './silence-index.ts'

const now = Date.UTC(2026, 0, 5)

function silence(id: string, matchers: readonly Matcher[], { from = -1000, to = 1000 } = {}): Silence {
  return {
    id,
    matchers,
    startsAt: timestampOf(now + from),
    endsAt: timestampOf(now + to),
    updatedAt: timestampOf(now),
    createdBy: '',
    comment: '',
    annotations: LabelSet.empty,
  }
}

function parse(text: string): readonly Matcher[] {
  return text.split(' ').map((part) => {
    const [, name = '', type = '=', value = ''] = /^(\w+)(=~|!~|!=|=)(.*)$/.exec(part) ?? []
    return new Matcher(type as MatchType, name, value)
  })
}

function indexOf(silences: readonly Silence[]): SilenceIndex {
  return new SilenceIndex(() => silences)
}

describe('SilenceIndex', () => {
  it.each([
    { matchers: 'a=1', labels: { a: '1' }, found: true },
    { matchers: 'a=1', labels: { a: '2' }, found: false },
    { matchers: 'a=1', labels: {}, found: false },
    { matchers: 'a=1 b=2', labels: { a: '1', b: '2', c: '3' }, found: true },
    { matchers: 'a=1 b=2', labels: { a: '1' }, found: false },
    { matchers: 'a=1 a=2', labels: { a: '1' }, found: false },
    { matchers: 'a=1 a=1', labels: { a: '1' }, found: true },
    { matchers: 'a=1 b=', labels: { a: '1' }, found: true },
    { matchers: 'a=1 b=', labels: { a: '1', b: 'x' }, found: false },
    { matchers: 'a=1 b!=2', labels: { a: '1', b: '2' }, found: false },
    { matchers: 'a=1 b!~2|3', labels: { a: '1', b: '4' }, found: true },
    { matchers: 'a=~1|2', labels: { a: '2' }, found: true },
    { matchers: 'a=~1|2|2', labels: { a: '2' }, found: true },
    { matchers: 'a=~1|2', labels: { a: '1|2' }, found: false },
    { matchers: 'a=~1|', labels: {}, found: true },
    { matchers: 'a=~node1\\.example:9100|node2\\.example:9100', labels: { a: 'node2.example:9100' }, found: true },
    { matchers: 'a=~node1\\.example', labels: { a: 'node1-example' }, found: false },
    { matchers: 'a=~node1.example', labels: { a: 'node1-example' }, found: true },
    { matchers: 'a=~\\d|\\w', labels: { a: '7' }, found: true },
    { matchers: 'a=~.*', labels: {}, found: true },
    { matchers: 'a!=1', labels: {}, found: true },
    { matchers: 'a!=1', labels: { a: '1' }, found: false },
  ] as { matchers: string; labels: Record<string, string>; found: boolean }[])(
    '$matchers on $labels: $found',
    ({ matchers, labels, found }) => {
      const index = indexOf([silence('x', parse(matchers))])
      expect(index.silencedBy(LabelSet.fromRecord(labels), now)).toEqual(found ? ['x'] : [])
    },
  )

  it('answers as if it asked every silence, in the order in which they were made', () => {
    const random = randomNumbers(7)
    const forms = ['a=1', 'a=2', 'b=1', 'b=2', 'a=~1|2', 'b=~2|3', 'a!=1', 'b=~.+', 'c=', 'c!~x']
    const silences = Array.from({ length: 300 }, (_, number) => {
      const matchers = Array.from({ length: 1 + random(3) }, () => forms[random(forms.length)] as string)
      return silence(`${number}`, parse(matchers.join(' ')), { from: random(10) - 5, to: 5 + random(10) })
    })
    const index = indexOf([])
    for (const each of silences) index.set(each)
    for (let at = now; at < now + 20; at++) {
      for (const a of ['', '1', '2', '3']) {
        for (const b of ['', '1', '2', '3']) {
          const labels = LabelSet.fromRecord({ a, b, c: a })
          const wanted = silences.filter(
            ({ startsAt, endsAt, matchers }) => startsAt.at <= at && at < endsAt.at && matchAll(matchers, labels),
          )
          expect(index.silencedBy(labels, at)).toEqual(wanted.map(({ id }) => id))
        }
      }
    }
  })

  it('forgets what is deleted, and what an edit made of it', () => {
    const index = indexOf([silence('x', parse('a=1')), silence('y', parse('a=1'))])
    const labels = LabelSet.fromRecord({ a: '1' })
    index.set(silence('x', parse('a=2')))
    expect(index.silencedBy(labels, now)).toEqual(['y'])
    index.set(silence('x', parse('a=1')))
    expect(index.silencedBy(labels, now)).toEqual(['x', 'y'])
    index.delete('x')
    index.delete('never was')
    expect(index.silencedBy(labels, now)).toEqual(['y'])
  })

  it('does not ask silences that cannot match', () => {
    class CountedMatcher extends Matcher {
      static asked = 0
      override matchesLabels(labels: LabelSet): boolean {
        CountedMatcher.asked++
        return super.matchesLabels(labels)
      }
    }
    const silences = Array.from({ length: 1000 }, (_, number) =>
      silence(`${number}`, [new CountedMatcher('=', 'job', 'node'), new CountedMatcher('=', 'instance', `${number}`)]),
    )
    const index = indexOf(silences)
    expect(index.silencedBy(LabelSet.fromRecord({ job: 'node', instance: '7' }), now)).toEqual(['7'])
    // Its own two matchers, and those of the first silence of all, which could not know that job would turn out to be crowded.
    expect(CountedMatcher.asked).toBeLessThanOrEqual(4)
  })
})
