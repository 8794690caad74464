import { describe, expect, test } from 'vitest'
import { decodeEmail, emailDelivery, noNetwork } from '../../../test/support/email-fixture.ts'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import type { MailResult, MailServer, WireMail } from '../mail.ts'
import type { Payload } from '../payload.ts'
import { bindIntegration } from '../registry.ts'
import { email } from './email.ts'

/** Stands for the template engine: fills in one name, and fails on demand. */
function render(text: string, payload: Payload): string {
  if (text.includes('{{ fail }}')) throw new Error('template: :1: no')
  return text.replaceAll('{{ alertname }}', payload.commonLabels.get('alertname'))
}

async function send(options: Readonly<Record<string, unknown>>, answer: MailResult = { sent: true }) {
  const sent: { mail: WireMail; server: MailServer }[] = []
  const config = decodeEmail(JSON.stringify({ to: 'to@x', from: 'from@x', smarthost: 'mail:25', html: '', ...options }))
  const integration = bindIntegration(
    email as Parameters<typeof bindIntegration>[0],
    { name: 'email', index: 0, sendResolved: false, config },
    {
      receiver: 'mail',
      externalURL: 'http://am',
      clock: new ManualClock(),
      network: noNetwork,
      render,
      renderHtml: (text, payload) => `[${render(text, payload)}]`,
      mail: {
        send: async (mail, server) => {
          sent.push({ mail, server })
          return answer
        },
      },
    },
  )
  const result = await integration.send(emailDelivery({ alertname: 'Disk' }), new AbortController().signal)
  return { result, sent }
}

test('fills in every template, the HTML with the renderer for it', async () => {
  const { result, sent } = await send({
    to: '{{ alertname }}@x, other@x',
    from: 'Am <{{ alertname }}@y>',
    headers: { Subject: 's {{ alertname }}', 'x-a': 'h {{ alertname }}' },
    text: 't {{ alertname }}',
    html: 'h {{ alertname }}',
  })
  expect(result).toEqual({ sent: true })
  const mail = sent[0]?.mail
  expect(mail).toMatchObject({ from: 'Disk@y', to: ['Disk@x', 'other@x'] })
  for (const line of [
    'Subject: s Disk',
    'To: Disk@x, other@x',
    'From: Am <Disk@y>',
    'X-A: h Disk',
    't Disk',
    '[h Disk]',
  ])
    expect(mail?.message.split('\r\n')).toContain(line)
})

test('no two mails have the same id or boundary', async () => {
  const messages = [await send({}), await send({})].map(({ sent }) => sent[0]?.mail.message ?? '')
  expect(new Set(messages.map((message) => /Message-Id: (.*)/.exec(message)?.[1])).size).toBe(2)
  expect(new Set(messages.map((message) => /boundary=(.*)/.exec(message)?.[1])).size).toBe(2)
})

describe('what is not sent, and not tried again', () => {
  test.each([
    [{ from: '{{ fail }}' }, 'the template of from failed: template: :1: no'],
    [{ to: '{{ fail }}' }, 'the template of to failed: template: :1: no'],
    [{ headers: { Subject: '{{ fail }}' } }, 'the template of the header Subject failed: template: :1: no'],
    [{ text: '{{ fail }}' }, 'the template of text failed: template: :1: no'],
    [{ html: '{{ fail }}' }, 'the template of html failed: template: :1: no'],
    [{ from: 'a@x, b@x' }, 'from has to be one address, and it is 2'],
    [{ from: 'nobody:;' }, 'from has to be one address, and it is 0'],
    [{ from: 'Am' }, 'the addresses in from cannot be read: there is no @ at the end'],
    [{ to: ' ' }, 'the addresses in to cannot be read: there is no address'],
  ])('%j', async (options, error) => {
    const { result, sent } = await send(options)
    expect(result).toEqual({ sent: false, retry: false, reason: 'other', error })
    expect(sent).toEqual([])
  })
})

test("the transport's failure is passed on", async () => {
  const { result } = await send({}, { sent: false, retry: true, error: 'MAIL was refused: 550 no' })
  expect(result).toEqual({ sent: false, retry: true, reason: 'other', error: 'MAIL was refused: 550 no' })
})
