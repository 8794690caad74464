// Timelines of failing receivers: what is tried again, when, and whom it holds up.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { at, config, post, receiver, resolved, webhook } from '../../support/timeline-words.ts'

const twoWebhooks = config({ receivers: [webhook('a', { path: '/one' }, { path: '/two' })] })

const twoReceivers = config({ route: { routes: [{ receiver: 'b', matchers: ['alertname="B"'] }] } })

/** Answers that are final, though they are no success: tried again at the next tick only. */
const finalAnswers = [304, 400, 401, 404, 408, 413, 422, 429]

const retriedSoon = {
  because: 'a 429 is retried, by every integration',
  sends: ['1s /a first notification: A (429)', '1.5s /a first notification: A (429)', '2.3s /a first notification: A'],
}

const retriedAnswers = [500, 501, 503, 599]

const successes = [200, 201, 202, 204, 299]

export const failing: readonly TimelineCase[] = [
  ...finalAnswers.map((status) => ({
    name: `answer-${status}`,
    shows: `A ${status} is not retried, but tried at the next tick, again as first notification.`,
    config: config(),
    steps: [at(0, receiver('/a', { answers: status, times: 2 }), post('A'))],
    until: 8,
    ...(status === 429 && { tocsinDiffers: retriedSoon }),
  })),
  ...retriedAnswers.map((status) => ({
    name: `answer-${status}`,
    shows: `A ${status} is retried after about half a second.`,
    config: config({ route: { group_interval: '5s' } }),
    steps: [at(0, receiver('/a', { answers: status, times: 1 }), post('A'))],
    until: 4,
  })),
  ...successes.map((status) => ({
    name: `answer-${status}`,
    shows: `A ${status} is a success.`,
    config: config(),
    steps: [at(0, receiver('/a', { answers: status }), post('A'))],
    until: 6,
  })),
  {
    name: 'closed-connection',
    shows: 'A connection that is closed without an answer is retried.',
    config: config({ route: { group_interval: '5s' } }),
    steps: [at(0, receiver('/a', { closes: true, times: 1 }), post('A'))],
    until: 4,
  },
  {
    name: 'back-off',
    shows: 'Retries go on with growing pauses until one succeeds.',
    config: config({ route: { group_interval: '8s' } }),
    steps: [at(0, receiver('/a', { answers: 503, times: 3 }), post('A'))],
    until: 7,
  },
  {
    name: 'retries-end-with-the-flush',
    shows:
      'Retries go on for ten seconds when group_interval is shorter; then the next flush tries again, with what is true by then.',
    config: config(),
    steps: [at(0, receiver('/a', { answers: 500 }), post('A')), at(3, post('B'))],
    until: 12.5,
    tocsinDiffers: {
      because: 'retries go on from one flush to the next, with what is true by then',
      sends: [
        '1s /a first notification: A (500, again and again)',
        '5.1s /a first notification: A B (500, again and again)',
      ],
    },
  },
  {
    name: 'retry-tells-what-was-true-at-the-flush',
    shows: 'A retry sends what was flushed, not what has happened since; that follows at the next tick.',
    config: config({ route: { group_interval: '4s' } }),
    steps: [at(0, receiver('/a', { answers: 500, times: 2 }), post('A')), at(1.1, post(resolved('A'), 'B'))],
    until: 8,
  },
  {
    name: 'refused-until-it-works',
    shows: 'While every tick is refused, newcomers are part of a first notification still.',
    config: config(),
    steps: [
      at(0, receiver('/a', { answers: 400 }), post('A')),
      at(2, post('B')),
      at(4, receiver('/a', { answers: 200 })),
    ],
    until: 8,
  },
  {
    name: 'refused-and-resolved',
    shows: 'What was never told successfully is not told as resolved.',
    config: config(),
    steps: [
      at(0, receiver('/a', { answers: 400 }), post('A')),
      at(4, post(resolved('A')), receiver('/a', { answers: 200 })),
    ],
    until: 8,
  },
  {
    name: 'refused-resolve',
    shows: 'A resolve that is refused is told again at the next ticks until it is accepted.',
    config: config(),
    steps: [
      at(0, post('A')),
      at(2, receiver('/a', { answers: 400 }), post(resolved('A'))),
      at(6, receiver('/a', { answers: 200 })),
    ],
    until: 10,
  },
  {
    name: 'refused-resolve-and-firing-again',
    shows: 'After a refused resolve an alert that fires again is still known to the receiver: nothing is sent.',
    config: config(),
    steps: [
      at(0, post('A')),
      at(2, receiver('/a', { answers: 400 }), post(resolved('A'))),
      at(4, receiver('/a', { answers: 200 }), post('A')),
    ],
    until: 8,
  },
  {
    name: 'refused-repeat',
    shows: 'A repeat that is refused is tried at every tick.',
    config: config({ route: { repeat_interval: '3s' } }),
    steps: [at(0, post('A')), at(2, receiver('/a', { answers: 404, times: 2 }))],
    until: 12.4,
  },
  {
    name: 'several-integrations',
    shows: 'All integrations of a receiver are told.',
    config: twoWebhooks,
    steps: [at(0, post('A')), at(2, post(resolved('A')))],
    until: 6,
  },
  {
    name: 'one-of-several-refuses',
    shows: 'Integrations are independent: the one that works is told once, the other one is tried at every tick.',
    config: twoWebhooks,
    steps: [at(0, receiver('/two', { answers: 400, times: 2 }), post('A'))],
    until: 8,
  },
  {
    name: 'one-of-several-refuses-a-resolve',
    shows: 'While one integration refuses, a resolve that the other one has heard of is not told to it again.',
    config: twoWebhooks,
    steps: [
      at(0, receiver('/two', { answers: 400 }), post('A', 'B')),
      at(2, post(resolved('B'))),
      at(6, receiver('/two', { answers: 200 })),
    ],
    until: 10,
  },
  {
    name: 'one-of-several-fails-while-all-resolve',
    shows: 'An integration that never succeeded hears nothing of a group that resolved; the others do.',
    config: twoWebhooks,
    steps: [at(0, receiver('/two', { answers: 400 }), post('A')), at(2, post(resolved('A')))],
    until: 8,
  },
  {
    name: 'one-of-several-backs-off',
    shows: 'An integration that is retried does not delay another one of the same receiver.',
    config: twoWebhooks,
    steps: [at(0, receiver('/one', { answers: 500, times: 2 }), post('A'))],
    until: 4,
  },
  {
    name: 'hanging-receiver',
    shows:
      'A request that gets no answer is given up at the end of the flush, ten seconds at least; the next flush tries again.',
    config: config(),
    steps: [at(0, receiver('/a', { hangs: true, times: 1 }), post('A'))],
    until: 14,
  },
  {
    name: 'hanging-receiver-and-a-long-interval',
    shows: 'With a group_interval above ten seconds a request may take that long.',
    config: config({ route: { group_interval: '12s' } }),
    steps: [at(0, receiver('/a', { hangs: true, times: 1 }), post('A'))],
    until: 15,
    tocsinDiffers: {
      because: 'an attempt may take ten seconds, however long the interval, and is then made again',
      sends: ['1s /a first notification: A (hung)', '11.5s /a first notification: A'],
    },
  },
  {
    name: 'hanging-receiver-delays-no-other',
    shows: 'A receiver that hangs does not delay another one.',
    config: twoReceivers,
    steps: [at(0, receiver('/b', { hangs: true, times: 1 }), post('A', 'B')), at(2, post('C'))],
    until: 8,
  },
  {
    name: 'one-of-several-hangs',
    shows: 'A hanging integration holds up the ticks of its group, for the other integrations too.',
    config: twoWebhooks,
    steps: [at(0, receiver('/two', { hangs: true, times: 1 }), post('A')), at(4, post('B'))],
    until: 14,
    tocsinDiffers: {
      because: 'an integration that hangs holds up no other one of its receiver',
      sends: [
        '1s /one first notification: A',
        '1s /two first notification: A (hung)',
        '5s /one new alerts added: A B',
        '11.5s /two first notification: A B',
      ],
    },
  },
  {
    name: 'timeout-of-a-webhook',
    shows: 'The timeout of a webhook ends an attempt, which is then retried.',
    config: config({ route: { group_interval: '6s' }, receivers: [webhook('a', { timeout: '1s' })] }),
    steps: [at(0, receiver('/a', { hangs: true, times: 1 }), post('A'))],
    until: 6,
  },
  {
    name: 'slow-receiver',
    shows: 'A flush that takes longer than group_interval is followed by the next one at once.',
    config: config({ route: { group_interval: '2s' } }),
    steps: [
      at(0, receiver('/a', { answers: 200, after: 3.5, times: 1 }), post('A')),
      at(2, post('B')),
      at(5.5, post('C')),
    ],
    until: 9,
  },
  {
    name: 'slow-receiver-keeps-the-rhythm',
    shows: 'A flush that takes less than group_interval does not shift the ticks.',
    config: config({ route: { group_interval: '3s' } }),
    steps: [at(0, receiver('/a', { answers: 200, after: 2 }), post('A')), at(2, post('B')), at(5, post('C'))],
    until: 9.5,
  },
  {
    name: 'change-during-a-slow-send',
    shows: 'An alert that resolves while its notification is under way is told at the next tick.',
    config: config({ route: { group_interval: '4s' } }),
    steps: [at(0, receiver('/a', { answers: 200, after: 2, times: 1 }), post('A')), at(2, post(resolved('A')))],
    until: 8,
  },
  {
    name: 'fires-again-during-a-slow-resolve',
    shows: 'An alert that fires again while its resolve is under way stays in its group and is told at the next tick.',
    config: config({ route: { group_interval: '3s' } }),
    steps: [
      at(0, post('A')),
      at(2, post(resolved('A')), receiver('/a', { answers: 200, after: 1.5, times: 1 })),
      at(4.7, post('A')),
    ],
    until: 10,
  },
]
