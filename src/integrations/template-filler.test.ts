import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf } from '../../test/support/delivery.ts'
import { templateFiller } from './template-filler.ts'

const attempt = { delivery: deliveryOf([deliveredAlert({ alertname: 'A' })]), externalURL: 'http://am' }

test('fills in with the data of the notification', () => {
  const fill = templateFiller({
    ...attempt,
    render: (text, { status, externalURL }) => `${text} ${status} ${externalURL}`,
  })
  expect(fill('title', 'is')).toBe('is firing http://am')
})

test('a template that fails is named, and not tried again', () => {
  const fill = templateFiller({
    ...attempt,
    render: () => {
      throw new Error('template: :1: no')
    },
  })
  expect(() => fill('title', 'x')).toThrow(
    expect.objectContaining({
      name: 'IntegrationError',
      retry: false,
      message: 'the template of title failed: template: :1: no',
    }),
  )
})
