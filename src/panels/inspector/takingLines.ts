/** takingLines says how consumers take and keep their messages, where that is not just by being sent them. */
import { type ReceiveReport, receiveReport, type World } from '../../engine/index.ts';
import { type SettingLine, spanOf } from './logSettings.ts';

/** Of a group of consumers; none where there is nothing to say. */
export function takingLines(world: World, group: number): SettingLine[] {
  const node = world.plan.nodes[group];
  if (node?.kind !== 'consumer') return [];
  const { receive, extendLeaseEveryUs } = node;
  const report = receiveReport(world, group);
  return [
    ...(receive === undefined
      ? []
      : [
          {
            id: 'receive',
            name: 'asks for messages',
            words:
              receive.waitUs > 0
                ? `waiting up to ${spanOf(receive.waitUs)} for one`
                : `again ${spanOf(receive.pauseUs)} after there were none`,
          },
        ]),
    ...(report === null ? [] : [{ id: 'calls', name: 'has asked', words: callWords(report) }]),
    ...(extendLeaseEveryUs === undefined
      ? []
      : [
          {
            id: 'extend',
            name: 'asks for more time',
            words: `every ${spanOf(extendLeaseEveryUs)} while it works`,
          },
        ]),
  ];
}

function callWords({ calls, empty, messages }: ReceiveReport): string {
  const number = (value: number): string => value.toLocaleString('en-GB');
  const often = calls === 1 ? 'once' : `${number(calls)} times`;
  return `${often}, ${number(empty)} for nothing, and got ${number(messages)}`;
}
