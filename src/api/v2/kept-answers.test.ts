// Answers that are put together from what was kept against the same ones of a server that has nothing kept.

import { expect, test } from 'vitest'
import { type ApiFixture, apiFixture } from '../../../test/support/api-fixture.ts'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { randomNumbers } from '../../../test/support/random.ts'
import { hour, minute } from '../../model/instant.ts'
import { Turns } from '../turns.ts'
import { KeptAnswers } from './kept-answers.ts'

const filters = ['', '?silenced=false', `?filter=${encodeURIComponent('team=~"db|web"')}`]

async function expectSameAnswers({ server, newServer }: ApiFixture, cause: string): Promise<void> {
  const other = newServer()
  for (const path of ['/api/v2/alerts', '/api/v2/alerts/groups']) {
    for (const filter of filters) {
      const [kept, anew] = await Promise.all([server.inject(path + filter), other.inject(path + filter)])
      expect(kept.statusCode).toBe(200)
      expect(kept.body === anew.body, `${path}${filter} after ${cause}`).toBe(true)
    }
  }
}

test('what is kept is what would be made anew, whatever has happened since', async () => {
  const clock = new ManualClock()
  const fixture = apiFixture({ clock })
  const random = randomNumbers(5)
  const post = async (path: string, body: unknown) => {
    const { statusCode } = await fixture.server.inject({
      method: 'POST',
      url: `/api/v2/${path}`,
      payload: body as object,
    })
    expect(statusCode).toBe(200)
  }
  const told = (index: number, summary: string) => ({
    labels: {
      alertname: `Alert${index % 9}`,
      instance: `host-${index}`,
      team: ['db', 'ops', 'web'][index % 3],
      cluster: `${index % 40}`,
      severity: index % 5 === 0 ? 'critical' : 'warning',
    },
    annotations: { summary },
    endsAt: new Date(clock.now() + (1 + random(20)) * minute).toISOString(),
    ...(random(2) === 0 ? { generatorURL: 'http://prometheus.example/graph' } : {}),
  })

  await post(
    'alerts',
    Array.from({ length: 700 }, (_, index) => told(index, 'first')),
  )
  await expectSameAnswers(fixture, 'new alerts')
  for (let round = 0; round < 8; round++) {
    await post(
      'alerts',
      Array.from({ length: 20 }, () => told(random(800), `round ${random(3)}`)),
    )
    await expectSameAnswers(fixture, 'alerts told again')
    clock.step(clock.now() + minute)
    await expectSameAnswers(fixture, 'a minute')
    await post('silences', {
      matchers: [{ name: 'instance', value: `host-${random(700)}`, isRegex: false, isEqual: true }],
      startsAt: new Date(clock.now() + random(2) * minute).toISOString(),
      endsAt: new Date(clock.now() + 5 * minute).toISOString(),
      createdBy: 'me',
      comment: 'maintenance',
    })
    await expectSameAnswers(fixture, 'a silence')
    if (round % 4 === 3) fixture.alerts.sweep()
    await expectSameAnswers(fixture, 'a sweep')
    if (round % 3 === 2) await clock.advance(6 * minute)
    await expectSameAnswers(fixture, 'a while without a question')
  }
})

test('what is kept goes five minutes after the last answer', async () => {
  const clock = new ManualClock()
  const { deps } = apiFixture({ clock })
  using kept = new KeptAnswers(deps, new Turns())

  const timers = clock.pending
  const first = kept.take()
  await clock.advance(4 * minute)
  expect(kept.take()).toBe(first)
  await clock.advance(4 * minute)
  expect(kept.take()).toBe(first)
  expect(deps.bus.hears('alert expired')).toBe(true)
  await clock.advance(5 * minute)
  expect(deps.bus.hears('alert expired')).toBe(false)
  expect(clock.pending).toBe(timers)
  expect(kept.take()).not.toBe(first)
})

test('an answer that is being made sees what changes, though what it is made of has gone', async () => {
  const clock = new ManualClock()
  const { server, deps } = apiFixture({ clock })
  const endsAt = new Date(clock.now() + hour).toISOString()
  const tell = (...names: readonly string[]) =>
    server.inject({
      method: 'POST',
      url: '/api/v2/alerts',
      payload: names.map((alertname) => ({ labels: { alertname }, endsAt })),
    })
  using kept = new KeptAnswers(deps, new Turns())
  const { views } = kept.take()
  await tell('one', 'two')
  await views.renew()
  await clock.advance(6 * minute)
  await tell('two', 'three')
  await views.renew()
  const names = views.runs.flatMap((run) => run.views.map(({ alert }) => alert.labels.get('alertname')))
  expect(names.toSorted()).toEqual(['one', 'three', 'two'])
})
