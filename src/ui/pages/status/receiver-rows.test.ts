import { expect, test } from 'vitest'
import { receiverRows } from './receiver-rows.ts'

const at = (minute: number) => ({ at: `2026-11-21T12:${String(minute).padStart(2, '0')}:00.000Z`, groupKey: '{}' })

test('what fails comes first, then what works, then what has not been used', () => {
  const rows = receiverRows([
    { name: 'nobody', integrations: [] },
    { name: 'new', integrations: [{ name: 'webhook', index: 0 }] },
    {
      name: 'fine',
      integrations: [{ name: 'webhook', index: 0, lastSent: at(5), lastFailed: { ...at(4), error: 'x' } }],
    },
    {
      name: 'mixed',
      integrations: [
        { name: 'webhook', index: 0, lastSent: at(1) },
        { name: 'email', index: 0, lastSent: at(1), lastFailed: { ...at(2), error: 'refused' } },
      ],
    },
  ])
  expect(rows.map(({ receiver, state }) => `${receiver} ${state}`)).toEqual([
    'mixed failing',
    'fine fine',
    'mixed fine',
    'new unused',
    'nobody empty',
  ])
})
