import { expect, test } from 'vitest'
import { LabelSet } from '../model/labels.ts'
import { Matcher } from '../model/matcher.ts'
import { buildRoute, walkRoutes } from './route.ts'
import { routeIdentities } from './route-identity.ts'
import type { RouteConfig } from './route-schema.ts'

function route(receiver: string, { team, routes = [] }: { team?: string; routes?: RouteConfig[] } = {}): RouteConfig {
  return {
    receiver,
    groupBy: undefined,
    groupByAll: false,
    groupWait: undefined,
    groupInterval: undefined,
    repeatInterval: undefined,
    matchers: team === undefined ? [] : [new Matcher('=', 'team', team)],
    continue: false,
    routes,
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    labels: LabelSet.empty,
  } as unknown as RouteConfig
}

const names = (config: RouteConfig): string[] => {
  const tree = buildRoute(config)
  const identities = routeIdentities(tree)
  return [...walkRoutes(tree)].map((each) => identities.get(each) ?? '')
}

test('a route is known by its matchers and its receiver, wherever it stands', () => {
  expect(names(route('all', { routes: [route('a', { team: 'a' }), route('b', { team: 'b' })] }))).toEqual([
    '{} -> all',
    '{}/{team="a"} -> a',
    '{}/{team="b"} -> b',
  ])
  expect(names(route('all', { routes: [route('b', { team: 'b' }), route('a', { team: 'a' })] }))).toEqual([
    '{} -> all',
    '{}/{team="b"} -> b',
    '{}/{team="a"} -> a',
  ])
})

test('routes that share both are counted', () => {
  expect(names(route('all', { routes: [route('a', { team: 'a' }), route('a', { team: 'a' })] })).slice(1)).toEqual([
    '{}/{team="a"} -> a',
    '{}/{team="a"} -> a (2)',
  ])
})
