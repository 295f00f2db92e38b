/** CountCurves are what the samples count: rates in and out, ages, deliveries again, effects again. */
import { ORDERS, type Timeline } from '../../playback/index.ts';
import { type Curves, curveOf, ghostsOf } from './backlogCurves.ts';
import { RateCurve } from './RateCurve.ts';
import { ScaledCurve } from './ScaledCurve.ts';

const SECONDS = 1e-6;

export class CountCurves {
  private readonly rateIn = new RateCurve();
  private readonly rateDelivered = new RateCurve();
  private readonly rateOut = new RateCurve();
  private readonly ghostRate = new RateCurve();
  private readonly age = new ScaledCurve(SECONDS);
  private readonly ghostAge = new ScaledCurve(SECONDS);

  read(
    timeline: Timeline,
    subject: number,
    chart: 'age' | 'throughput' | 'redeliveries' | 'effects',
  ): Curves {
    const { samples, ghosts } = timeline;
    const [ghost] = ghosts;
    switch (chart) {
      case 'throughput':
        return this.rates(timeline, subject);
      case 'age':
        return {
          areas: [],
          lines: [
            {
              id: 'age',
              label: 'waits longest',
              curve: this.age.read(samples, samples.of(subject).oldestUs),
              state: 'ready',
            },
          ],
          ghosts: ghostsOf(ghost, (old) => this.ghostAge.read(old, old.of(subject).oldestUs)),
          unit: 'seconds',
        };
      case 'redeliveries': {
        const { redeliveries } = samples.of(subject);
        return {
          areas: [],
          lines: [
            {
              id: 'again',
              label: 'delivered again so far',
              curve: curveOf(samples, redeliveries),
              state: 'unacked',
            },
          ],
          ghosts: ghostsOf(ghost, (old) => curveOf(old, old.of(subject).redeliveries)),
          unit: 'deliveries',
        };
      }
      case 'effects': {
        const { effects, duplicates } = samples.of(subject);
        return {
          areas: [],
          lines: [
            { id: 'effects', label: 'done', curve: curveOf(samples, effects), state: 'done' },
            {
              id: 'twice',
              label: 'of these done again',
              curve: curveOf(samples, duplicates),
              state: 'duplicate',
            },
          ],
          ghosts: ghostsOf(ghost, (old) => curveOf(old, old.of(subject).duplicates)),
          unit: 'effects',
        };
      }
    }
  }

  private rates({ samples, world, ghosts }: Timeline, subject: number): Curves {
    const { offered, deliveries, done } = samples.of(subject);
    const isGroup = world.logs.isGroup(subject);
    const delivered: Curves['lines'] =
      subject === ORDERS
        ? []
        : [
            {
              id: 'delivered',
              label: 'delivered',
              curve: this.rateDelivered.read(samples, deliveries),
              state: 'unacked',
              dash: '1 2',
            },
          ];
    return {
      areas: [],
      lines: [
        { id: 'in', label: 'in', curve: this.rateIn.read(samples, offered), dash: '4 3' },
        ...delivered,
        {
          id: 'out',
          label: isGroup ? 'effects' : 'done',
          curve: this.rateOut.read(samples, done),
          state: 'done',
        },
      ],
      ghosts: ghostsOf(ghosts[0], (old) => this.ghostRate.read(old, old.of(subject).done)),
      unit: 'per s',
    };
  }
}
