// The scenarios of silences that are asked of the real Alertmanager, and then of us. What it answered is in silences.json.
// Times are written <t+60>: that many seconds after the whole second in which the scenario started; `|zone` replaces the Z.
// <id 1> is the first id that was given out, <startsAt 1> what the listing last said of it.

/** A request, and the answer that was recorded. */
export interface Step {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  /** Before it is sent, in milliseconds. */
  readonly wait?: number
}

export interface SilenceCase {
  readonly name: string
  /** Flags of the server. */
  readonly options?: { readonly maxSilences?: number; readonly maxSilenceSizeBytes?: number }
  readonly steps: readonly Step[]
}

const matcher = { name: 'a', value: '1', isRegex: false, isEqual: true }
const future = { startsAt: '<t+1000>', endsAt: '<t+2000>' }

function post(changes: Readonly<Record<string, unknown>> = {}, wait?: number): Step {
  const standard = { matchers: [matcher], startsAt: '<t+0>', endsAt: '<t+3600>', createdBy: 'me', comment: 'why' }
  const step = { method: 'POST', path: '/api/v2/silences', body: { ...standard, ...changes } }
  return wait === undefined ? step : { ...step, wait }
}

function remove(id = '<id 1>'): Step {
  return { method: 'DELETE', path: `/api/v2/silence/${id}` }
}

function show(id = '<id 1>'): Step {
  return { method: 'GET', path: `/api/v2/silence/${id}` }
}

function list(query: string): Step {
  return { method: 'GET', path: `/api/v2/silences?${query}` }
}

const unknownId = '8a8c0f5e-0000-4000-8000-000000000000'
const kept = { id: '<id 1>', startsAt: '<startsAt 1>' }
const matching = (...matchers: readonly Readonly<Record<string, unknown>>[]) => post({ matchers })
const other = { name: 'b', value: '2', isRegex: false, isEqual: true }

export const silenceCases: readonly SilenceCase[] = [
  { name: 'a new silence', steps: [post(), show()] },
  { name: 'a start in the past becomes now', steps: [post({ startsAt: '<t-500>' })] },
  { name: 'a start long ago becomes now', steps: [post({ startsAt: '1970-01-01T00:00:00Z' })] },
  { name: 'a zero start becomes now', steps: [post({ startsAt: '0001-01-01T00:00:00Z' })] },
  { name: 'an empty start is 1970 and becomes now', steps: [post({ startsAt: '' })] },
  { name: 'a start in the future stays', steps: [post(future), show()] },
  {
    name: 'times in another zone are shown in UTC',
    steps: [post({ startsAt: '<t+100|+02:00>', endsAt: '<t+200|-05:30>' })],
  },
  { name: 'times without a zone are UTC', steps: [post({ startsAt: '<t+100|>', endsAt: '<t+200|>' })] },
  {
    name: 'fractions are cut to milliseconds, not rounded',
    steps: [post({ startsAt: '<t+100.123999999>', endsAt: '<t+200.9999>' })],
  },
  { name: 'an end far away', steps: [post({ endsAt: '9999-12-31T23:59:59Z' })] },
  { name: 'an id that is unknown', steps: [post({ id: unknownId })] },
  { name: 'an id that is none', steps: [post({ id: 'no id' })] },
  { name: 'an empty id means a new one', steps: [post({ id: '' })] },
  {
    name: 'an unknown id on a silence that is invalid',
    steps: [post({ id: unknownId, matchers: [{ ...matcher, value: '' }] })],
  },
  { name: 'the end equal to the start', steps: [post({ startsAt: '<t+100>', endsAt: '<t+100>' })] },
  { name: 'the end before the start', steps: [post({ startsAt: '<t+100>', endsAt: '<t+99>' })] },
  { name: 'the end in the past', steps: [post({ startsAt: '<t-100>', endsAt: '<t-50>' })] },
  { name: 'the end before the start and in the past', steps: [post({ startsAt: '<t-50>', endsAt: '<t-100>' })] },
  {
    name: 'a zero start and an end in the past',
    steps: [post({ startsAt: '0001-01-01T00:00:00Z', endsAt: '<t-100>' })],
  },
  {
    name: 'zero start and zero end',
    steps: [post({ startsAt: '0001-01-01T00:00:00Z', endsAt: '0001-01-01T00:00:00Z' })],
  },
  {
    name: 'bad times come before bad matchers',
    steps: [post({ endsAt: '<t-100>', matchers: [{ ...matcher, value: '' }] })],
  },

  { name: 'a matcher for the empty value', steps: [matching({ ...matcher, value: '' })] },
  { name: 'a pattern that matches the empty value', steps: [matching({ ...matcher, value: '.*', isRegex: true })] },
  { name: 'an empty pattern', steps: [matching({ ...matcher, value: '', isRegex: true })] },
  { name: 'a pattern with an empty alternative', steps: [matching({ ...matcher, value: 'x|', isRegex: true })] },
  { name: 'a pattern that needs a character', steps: [matching({ ...matcher, value: '.+', isRegex: true })] },
  {
    name: 'two matchers that match the empty value',
    steps: [matching({ ...matcher, value: '' }, { ...other, value: '.*', isRegex: true })],
  },
  { name: 'one of two matchers that does not', steps: [matching({ ...matcher, value: '' }, other)] },
  { name: 'unequal alone', steps: [matching({ ...matcher, isEqual: false })] },
  { name: 'unequal to empty alone', steps: [matching({ ...matcher, value: '', isEqual: false })] },
  { name: 'not matching alone', steps: [matching({ ...matcher, value: '.*', isRegex: true, isEqual: false })] },
  { name: 'isEqual left out', steps: [matching({ name: 'a', value: '1', isRegex: true })] },
  { name: 'the order of matchers and repeated ones stay', steps: [matching(other, matcher, other)] },
  { name: 'a label name with a dot', steps: [matching({ ...matcher, name: 'a.b' })] },
  { name: 'a label name with a dash and a blank', steps: [matching({ ...matcher, name: 'a -b' })] },
  { name: 'a label name in another script', steps: [matching({ ...matcher, name: 'größe 🙂' })] },
  { name: 'no label name', steps: [matching({ ...matcher, name: '' })] },
  { name: 'no label name in the second matcher', steps: [matching(matcher, { ...matcher, name: '' })] },
  { name: 'a pattern that is not closed', steps: [matching({ ...matcher, value: '[a', isRegex: true })] },
  { name: 'a pattern with a parenthesis too many', steps: [matching({ ...matcher, value: 'a)|(b', isRegex: true })] },
  { name: 'a pattern that looks ahead', steps: [matching({ ...matcher, value: '(?=a)', isRegex: true })] },
  {
    name: 'a pattern that repeats nothing',
    steps: [matching({ ...matcher, value: '*', isRegex: true, isEqual: false })],
  },
  { name: 'a pattern that repeats too often', steps: [matching({ ...matcher, value: 'a{1001}', isRegex: true })] },
  { name: 'a pattern with an unknown escape', steps: [matching({ ...matcher, value: '\\y', isRegex: true })] },
  {
    name: 'a pattern with quotes and a newline that is refused',
    steps: [matching({ ...matcher, value: '("\n', isRegex: true })],
  },
  { name: 'a broken pattern as a plain value', steps: [matching({ ...matcher, value: '[a' })] },
  { name: 'any text as value', steps: [matching({ ...matcher, value: '"\\\n\t🙂\u0000' })] },

  { name: 'annotations', steps: [post({ annotations: { b: '2', a: '1', '': '' } })] },
  { name: 'no annotations', steps: [post({ annotations: {} })] },
  {
    name: 'annotations changed keep the id',
    steps: [post({ annotations: { a: '1' } }), post({ ...kept, annotations: { b: '2' } })],
  },
  { name: 'annotations left out are gone', steps: [post({ annotations: { a: '1' } }), post(kept)] },
  { name: 'author and comment may be empty', steps: [post({ createdBy: '', comment: '' })] },

  { name: 'active: nothing changed', steps: [post(), post(kept)] },
  {
    name: 'active: comment and author changed',
    steps: [post(), post({ ...kept, comment: 'because', createdBy: 'you' })],
  },
  { name: 'active: end later', steps: [post(), post({ ...kept, endsAt: '<t+7200>' })] },
  { name: 'active: end earlier', steps: [post(), post({ ...kept, endsAt: '<t+60>' })] },
  { name: 'active: end in the past', steps: [post(), post({ ...kept, endsAt: '<t-60>' })] },
  {
    name: 'active: start moved within its second',
    steps: [post(), post({ ...kept, startsAt: '<second of startsAt 1>' })],
  },
  { name: 'active: start moved back', steps: [post(), post({ ...kept, startsAt: '<t-100>' })] },
  { name: 'active: start moved into the future', steps: [post(), post({ ...kept, startsAt: '<t+100>' })] },
  {
    name: 'active: zero start, seconds later',
    steps: [post(), post({ ...kept, startsAt: '0001-01-01T00:00:00Z' }, 1500)],
  },
  { name: 'active: another value', steps: [post(), post({ ...kept, matchers: [{ ...matcher, value: '2' }] })] },
  { name: 'active: another operator', steps: [post(), post({ ...kept, matchers: [{ ...matcher, isEqual: false }] })] },
  { name: 'active: one matcher more', steps: [post(), post({ ...kept, matchers: [matcher, other] })] },
  {
    name: 'active: matchers in another order',
    steps: [post({ matchers: [matcher, other] }), post({ ...kept, matchers: [other, matcher] })],
  },
  {
    name: 'active: matchers replaced by invalid ones change nothing',
    steps: [post(), post({ ...kept, matchers: [{ ...matcher, value: '' }] })],
  },
  { name: 'pending: comment changed', steps: [post(future), post({ ...future, id: '<id 1>', comment: 'because' })] },
  {
    name: 'pending: start and end moved',
    steps: [post(future), post({ id: '<id 1>', startsAt: '<t+500>', endsAt: '<t+600>' })],
  },
  { name: 'pending: start moved into the past', steps: [post(future), post({ id: '<id 1>', startsAt: '<t-500>' })] },
  { name: 'pending: zero start', steps: [post(future), post({ id: '<id 1>', startsAt: '0001-01-01T00:00:00Z' })] },
  { name: 'pending: another matcher', steps: [post(future), post({ ...future, id: '<id 1>', matchers: [other] })] },
  { name: 'expired: posted again', steps: [post(), remove(), post(kept)] },
  {
    name: 'expired: posted again with a start in the future',
    steps: [post(), remove(), post({ ...future, id: '<id 1>' })],
  },
  {
    name: 'a silence that ran out',
    steps: [post({ endsAt: '<t+3>' }), { ...show(), wait: 3200 }, remove(), post({ ...kept, endsAt: '<t+100>' })],
  },
  {
    name: 'a silence that began',
    steps: [post({ startsAt: '<t+2>' }), post({ id: '<id 1>', startsAt: '<t+2>', endsAt: '<t+100>' }, 2200)],
  },

  { name: 'removing an active one', steps: [post(), remove(), show()] },
  { name: 'removing a pending one', steps: [post(future), remove()] },
  { name: 'removing twice', steps: [post(), remove(), remove()] },
  { name: 'removing and showing an unknown one', steps: [remove(unknownId), show(unknownId)] },
  {
    name: 'the order of the list',
    steps: [
      post({ endsAt: '<t+300>', comment: 'active, third' }),
      post({ startsAt: '<t+50>', endsAt: '<t+60>', comment: 'pending, second' }),
      post({ comment: 'expired, second' }),
      post({ endsAt: '<t+100>', comment: 'active, first' }),
      post({ startsAt: '<t+40>', endsAt: '<t+600>', comment: 'pending, first' }),
      remove('<id 3>'),
      post({ endsAt: '<t+200>', comment: 'active, second' }),
      remove('<id 5>'),
    ],
  },

  { name: 'one silence too many', options: { maxSilences: 2 }, steps: [post(), post(), post()] },
  { name: 'expired silences count', options: { maxSilences: 1 }, steps: [post(), remove(), post()] },
  {
    name: 'at the limit one may still be changed',
    options: { maxSilences: 1 },
    steps: [post(), post({ ...kept, comment: 'because' })],
  },
  {
    name: 'at the limit none is replaced, and the old one stays',
    options: { maxSilences: 1 },
    steps: [post(), post({ ...kept, matchers: [other] })],
  },
  { name: 'negative limits are none', options: { maxSilences: -1, maxSilenceSizeBytes: -1 }, steps: [post()] },
  { name: 'a new silence that is too large', options: { maxSilenceSizeBytes: 100 }, steps: [post()] },
  {
    name: 'a silence with everything that is too large',
    options: { maxSilenceSizeBytes: 200 },
    steps: [
      post({
        comment: 'größer 🙂 '.repeat(20),
        annotations: { '': '', key: '', runbook: 'https://example.org/'.repeat(10) },
        matchers: [
          matcher,
          { name: 'b', value: 'x'.repeat(130), isRegex: true, isEqual: true },
          { name: 'c', value: '', isRegex: false, isEqual: false },
          { name: 'd', value: '.*', isRegex: true, isEqual: false },
        ],
      }),
    ],
  },
  {
    name: 'an edit that makes it too large changes nothing',
    options: { maxSilenceSizeBytes: 150 },
    steps: [post(), post({ ...kept, comment: 'x'.repeat(50) })],
  },
  {
    name: 'a replacement that is too large changes nothing',
    options: { maxSilenceSizeBytes: 150 },
    steps: [post(), post({ ...kept, matchers: [{ ...matcher, value: 'x'.repeat(50) }] })],
  },
  {
    name: 'far times take no more bytes',
    options: { maxSilenceSizeBytes: 50 },
    steps: [post({ startsAt: '<t+100>', endsAt: '9000-01-01T00:00:00.5Z' })],
  },

  { name: 'no matchers', steps: [matching()] },
  { name: 'matchers left out', steps: [post({ matchers: undefined })] },
  { name: 'isRegex left out', steps: [matching({ name: 'a', value: '1' })] },
  { name: 'start left out', steps: [post({ startsAt: undefined })] },
  { name: 'end left out', steps: [post({ endsAt: undefined })] },
  { name: 'author and comment left out', steps: [post({ createdBy: undefined, comment: undefined })] },
  { name: 'a time that is none', steps: [post({ startsAt: 'yesterday' })] },
  { name: 'a wrong type', steps: [post({ comment: 1 })] },
  { name: 'an empty object', steps: [{ ...post(), body: {} }] },
  {
    name: 'ids that are none',
    steps: [remove('no-id'), show('no-id'), show(unknownId.toUpperCase()), show(unknownId.replaceAll('-', ''))],
  },
  {
    name: 'filters compare literally',
    steps: [
      matching(matcher, other),
      matching({ ...matcher, isRegex: true }),
      list('filter=a%3D%221%22'),
      list('filter=a%3D~%221%22'),
      list('filter=a%3D1&filter=b%3D2'),
      list('filter=a!%3D1'),
      list('filter=nonsense'),
    ],
  },
]
