import { expect, it } from 'vitest';
import {
  Broker,
  BrokerDoes,
  brokerTable,
  COPY_EVENTS,
  COPY_STATES,
  Consumer,
  ConsumerDoes,
  Copy,
  CopyDoes,
  consumerTable,
  copyTable,
} from './index.ts';

it.each([
  ['of a message copy', copyTable, Copy, CopyDoes],
  ['of a consumer', consumerTable, Consumer, ConsumerDoes],
  ['of a broker', brokerTable, Broker, BrokerDoes],
])(
  'the numbers of states and events %s are their places in its table',
  (_, table, states, events) => {
    const byPlace = (names: readonly string[]): Record<string, number> =>
      Object.fromEntries(names.map((name, place) => [name, place]));
    expect({ ...states }).toEqual(byPlace(table.states));
    expect({ ...events }).toEqual(byPlace(table.events));
  },
);

it('the states and events of a message copy are as many as is said', () => {
  expect([COPY_STATES, COPY_EVENTS]).toEqual([copyTable.states.length, copyTable.events.length]);
});
