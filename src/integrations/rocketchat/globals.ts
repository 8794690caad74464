// What Rocket.Chat takes from the `global` section.

import { member, optional } from '../../schema/field.ts'
import { plainPath, pointedSecret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

export const rocketchatGlobals = {
  rocketchat_api_url: member(httpUrl, 'The Rocket.Chat server.', { initial: 'https://open.rocket.chat/' }),
  rocketchat_token: member(optional(pointedSecret), 'The access token of a user of Rocket.Chat.'),
  rocketchat_token_file: member(plainPath, 'A file with that token, read at every notification.'),
  rocketchat_token_id: member(optional(pointedSecret), 'The id of that user.'),
  rocketchat_token_id_file: member(plainPath, 'A file with that id, read at every notification.'),
} as const
