// What SNS is asked to publish for one notification: the parameters of its Publish action.
// As Alertmanager's notify/sns/sns.go.

import type { Attempt } from '../contract.ts'
import { groupHash } from '../group-hash.ts'
import { payloadFor, templateFiller } from '../template-filler.ts'
import type { SnsConfig } from './schema.ts'

/** SNS's limits for messages, in bytes. */
const longestText = 1600
const longestMessage = 256 * 1024

/** What the request is made of. */
export type PublishAttempt = Pick<Attempt<SnsConfig>, 'delivery' | 'config' | 'externalURL' | 'render'>

/** The parameters by their names. */
export function publishParameters(attempt: PublishAttempt): ReadonlyMap<string, string> {
  const { config } = attempt
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  const parameters = new Map([
    ['Action', 'Publish'],
    ['Version', '2010-03-31'],
  ])
  const attributes = new Map<string, string>()
  for (const [name, value] of config.attributes) attributes.set(fill('attributes', name), fill('attributes', value))
  if (config.topicArn !== '') {
    const topic = fill('topic_arn', config.topicArn)
    parameters.set('TopicArn', topic)
    if (topic.endsWith('.fifo')) {
      parameters.set('MessageDeduplicationId', groupHash(payload.groupKey))
      parameters.set('MessageGroupId', groupHash(payload.groupKey))
    }
  }
  if (config.phoneNumber !== '') parameters.set('PhoneNumber', fill('phone_number', config.phoneNumber))
  if (config.targetArn !== '') parameters.set('TargetArn', fill('target_arn', config.targetArn))
  if (config.subject !== '') parameters.set('Subject', fill('subject', config.subject))
  const message = fill('message', config.message)
  const cut = cutBytes(message, config.phoneNumber === '' ? longestMessage : longestText)
  if (cut !== message) attributes.set('truncated', 'true')
  parameters.set('Message', cut)
  for (const [index, [name, value]] of [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    const entry = `MessageAttributes.entry.${index + 1}`
    parameters.set(`${entry}.Name`, name)
    parameters.set(`${entry}.Value.DataType`, 'String')
    parameters.set(`${entry}.Value.StringValue`, value)
  }
  return parameters
}

/** Without a mark at its end, as Alertmanager cuts; but never through the middle of a character, of which SNS would refuse half. */
function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  let end = limit
  // Bytes that continue a character begin with the bits 10.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end).toString()
}
