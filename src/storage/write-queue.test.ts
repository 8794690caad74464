import { expect, test } from 'vitest'
import { type Change, longestBatch, WriteQueue } from './write-queue.ts'

function change(key: string): Change {
  return { table: 'alerts', key }
}

test('what a change has made due is sent before the commit, and the commit takes all that was asked for meanwhile', async () => {
  const order: string[] = []
  const queue = new WriteQueue((changes) => order.push(`commit of ${changes.map(({ key }) => key)}`))
  const written = queue.push([change('alert')])
  // As a timer that is due, which has something sent in the next turn.
  setImmediate(() => {
    order.push('flush')
    setImmediate(() => order.push('send'))
    queue.push([change('timer')])
  })
  await written
  expect(order).toEqual(['flush', 'send', 'commit of alert,timer'])
})

test('more than a commit takes is several, with a turn of the loop between them', async () => {
  const order: string[] = []
  const queue = new WriteQueue((changes) => order.push(`commit of ${changes.length}`))
  const written = queue.push(Array.from({ length: longestBatch + 1 }, (_, i) => change(`${i}`)))
  const turn = (): void => {
    order.push('turn')
    if (!queue.isEmpty) setImmediate(turn)
  }
  setImmediate(turn)
  await written
  expect(order.indexOf('commit of 1') - order.indexOf(`commit of ${longestBatch}`)).toBeGreaterThan(1)
})
