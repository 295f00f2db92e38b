/** tellQueue finds the words for a queue: its counts, its disk, its scale. */
import { Alarm, Broker, NO_EVENT, type QuorumReport } from '../../engine/index.ts';
import type { QueuePart } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import type { Pack } from './pack.ts';
import type { ReadyList } from './readyList.ts';
import type { Words } from './Scene.ts';
import { counted, remaining } from './words.ts';

/** What there is to say about a queue. */
export interface Told {
  readonly ready: number;
  readonly unacked: number;
  readonly gone: number;
  readonly kept: number | null;
  readonly pack: Pack;
  readonly list: ReadyList;
  /** Those that came back stand beside the pile, and are told of there. */
  readonly isApart: boolean;
  /** Who keeps it; null: it has no replicas. */
  readonly quorum: QuorumReport | null;
}

export function tellQueue(look: Look, { box, node }: QueuePart, told: Told): void {
  const { world, plan } = look;
  const { ready, unacked, gone, kept, pack, list, isApart, quorum } = told;
  const broker = at(plan.brokerOf, node);
  const isDown = at(world.brokers.state, broker) !== Broker.running;
  const wordings: Words[] = [];
  if (isDown) {
    const lost = gone > 0 ? `, ${counted(gone)} LOST` : '';
    const rest = ready > 0 || gone === 0 ? `, ${counted(ready)} kept` : '';
    wordings.push([`DOWN${lost}`, rest], [`DOWN${lost}`, ''], ['DOWN', '']);
  } else if (quorum?.standsStill === true) {
    wordings.push(['stands still', `, ${counted(ready)} ready`], ['stands still', '']);
  } else {
    const also = unacked > 0 ? `, ${counted(unacked)} unacked` : '';
    const number = counted(ready);
    const alarm = alarmWord(look, broker);
    if (alarm !== '') wordings.push([number, ` ready, ${alarm}`]);
    wordings.push([number, ` ready${also}`], [number, ' ready'], [number, '']);
  }
  look.sayFirst(`${box}.count`, ...wordings);

  const disk = quorum === null ? (kept === null ? 'in memory' : 'on disk') : quorumWord(quorum);
  const notYet = kept === null ? 0 : ready - kept;
  const limit = at(world.queues.maxLength, node);
  const room = Number.isFinite(limit) ? `room for ${counted(limit)}` : '';
  const back = isDown ? brokerWord(look, broker).slice('DOWN, '.length) : '';
  const also =
    back || outsideWord(look, broker) || (notYet > 0 ? `${counted(notYet)} not yet` : room);
  // Where a majority is lacking, what it needs says most.
  const short = quorum?.standsStill === true ? [`needs ${quorum.majority}`] : [];
  const isTold =
    also !== '' && look.sayFirst(`${box}.disk`, `${disk}, ${also}`, disk, ...short) === 0;
  if (also === '') look.sayFirst(`${box}.disk`, disk, ...short);
  const returned = list.returned.length;
  const barred = list.barredAt.length;
  if (sayScale(look, box, pack)) return;
  if (barred > 0) {
    const words = `${counted(barred)} ${barred === 1 ? 'waits for its key' : 'wait for their key'}`;
    look.sayFirst(`${box}.scale`, words, `${counted(barred)} wait`);
  } else if (returned > 0 && !isApart) look.say(`${box}.scale`, `${counted(returned)} returned`);
  else if (!isTold) look.say(`${box}.scale`, also);
}

/** On how many disks a queue with replicas is, or what it lacks. */
export function quorumWord({ leader, inSync, majority, replicas }: QuorumReport): string {
  if (inSync.length < majority) return `${inSync.length} of ${replicas}, needs ${majority}`;
  return leader === 0 ? 'no leader' : `on ${inSync.length} of ${replicas} disks`;
}

/** What a brick stands for, or which part of the pile is seen. Returns whether there was anything to say. */
export function sayScale(look: Look, box: string, pack: Pack): boolean {
  if (pack.k > 1) explainScale(look, box, pack);
  else if (pack.shown < pack.count) {
    const [from, to] = [pack.first + 1, pack.first + pack.shown].map(counted);
    const of = `of ${counted(pack.count)}`;
    look.sayFirst(
      `${box}.scale`,
      `${from} to ${to} ${of}, from the exit`,
      `${from} to ${to} ${of}`,
    );
  } else return false;
  return true;
}

/** Why a broker reads nothing from publishers; '' when it does. */
function alarmWord({ world }: Look, broker: number): string {
  const raised = at(world.alarms.alarms.raised, broker);
  if (raised === 0) return '';
  return (raised & Alarm.memory) === 0 ? 'disk full' : 'memory alarm';
}

/** "705 outside": what waits at its door to be read. */
function outsideWord({ world }: Look, broker: number): string {
  const held = at(world.alarms.alarms.held, broker);
  return held === 0 ? '' : `${counted(held)} outside`;
}

/** "DOWN", "DOWN, back in 1.4 s", "DOWN, recovering". */
export function brokerWord({ world }: Look, broker: number): string {
  const { brokers, nowUs } = world;
  if (at(brokers.due, broker) === NO_EVENT) return 'DOWN';
  const left = remaining(at(brokers.dueAtUs, broker) - nowUs);
  return at(brokers.state, broker) === Broker.down
    ? `DOWN, starts in ${left}`
    : `DOWN, recovers in ${left}`;
}

/** A brick beside the words that say what it stands for. */
function explainScale(look: Look, box: string, pack: Pack): void {
  const { scene, m } = look;
  const place = look.placeOf(`${box}.scale`);
  if (place === undefined) return;
  const long = `= ${counted(pack.k)} messages`;
  const room = place.width - pack.size.width - m.gap;
  const words = look.widthOf(long, 'small') <= room ? long : `= ${counted(pack.k)}`;
  look.say(place.key, words);
  const x = place.x - look.widthOf(words, 'small') - m.gap / 2 - pack.size.width / 2;
  scene.samples.push({ x, y: place.y - 0.36 * m.small, size: pack.size });
}
