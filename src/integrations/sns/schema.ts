// One entry of sns_configs. As Alertmanager's notify/sns/config.go, and prometheus/sigv4 sigv4_config.go.

import { mapOf } from '../../schema/collection-fields.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { secret, text } from '../../schema/text-fields.ts'
import { given } from '../../schema/tls.ts'

const sigv4 = object(
  'sigv4',
  {
    region: member(text, 'The AWS region; that of the environment or of the profile unless set.'),
    access_key: member(
      text,
      'The id of an access key. Without one, credentials are looked for where AWS’s own programs look: the environment, a web identity token, the profile, the container, the machine.',
    ),
    secret_key: member(secret, 'The secret of that key.'),
    profile: member(text, 'A profile of the shared credentials file.'),
    role_arn: member(text, 'A role that is assumed before anything is sent.'),
    external_id: member(text, 'The external id that the role wants to be told. Needs role_arn.'),
    use_fips_sts_endpoint: member(boolean, 'Has no effect on SNS, as in Alertmanager.'),
    service_name: member(text, 'Has no effect on SNS, as in Alertmanager.'),
  },
  {
    finish(value, complain) {
      if (value.accessKey === '' && value.secretKey !== undefined)
        complain('secret_key', 'this secret_key has no access_key', 'Set both of them, or none.')
      if (value.accessKey !== '' && value.secretKey === undefined)
        complain('access_key', 'this access_key has no secret_key', 'Set both of them, or none.')
      if (value.externalId !== '' && value.roleArn === '')
        complain('external_id', 'external_id goes with role_arn only', 'Add role_arn, or remove external_id.')
      return value
    },
  },
)

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How requests are sent; `global.http_config` unless set.'),
  api_url: member(templateText, 'Where SNS is; the public endpoint of the region unless set. A template.'),
  sigv4: member(sigv4, 'How requests are signed.', { always: true }),
  topic_arn: member(
    templateText,
    'The topic that is published to. One that ends in .fifo gets the ids that such a topic wants. A template.',
  ),
  phone_number: member(templateText, 'Who gets a text message: a phone number in the form of E.164. A template.'),
  target_arn: member(templateText, 'The endpoint of a mobile platform that is told. A template.'),
  subject: member(templateText, 'The subject of mails. A template.', {
    initial: '{{ template "sns.default.subject" . }}',
  }),
  message: member(
    templateText,
    'The message; cut at 1600 bytes for phones, else at 256 KiB, with an attribute `truncated` then. A template.',
    { initial: '{{ template "sns.default.message" . }}' },
  ),
  attributes: member(mapOf(templateText), 'Attributes of the message. Names and values are templates.'),
  use_aws_http_client: member(boolean, 'Has no effect: there is only one kind of client here.'),
} as const

/** Exactly one of `topicArn`, `phoneNumber` and `targetArn` is set; absent texts are ''. */
export const snsConfig = object('an sns integration', members, { finish })

export type SnsConfig = Infer<typeof snsConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  const receivers = given(value.topicArn, value.phoneNumber, value.targetArn)
  if (receivers === 0)
    complain(undefined, 'this sns integration has no receiver', 'Add topic_arn, phone_number or target_arn.')
  if (receivers > 1)
    complain(undefined, 'only one of topic_arn, phone_number and target_arn can be set', 'Remove the others.')
  return value
}
