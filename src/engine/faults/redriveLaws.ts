/**
 * redriveLaws say what a redrive may move, told from the trace and the acts alone: what lay in the
 * dead-letter queue when it began, to the queue that it died in or that was named, no faster than it was to.
 *
 * Where keys decide where dead letters go, the trace does not tell, and the laws ask for nothing.
 */
import type { Simulation } from '../model/Simulation.ts';
import { Fact } from '../trace/index.ts';

interface Underway {
  readonly began: number;
  moved: number;
}

export function redrivesAstray({ world }: Simulation): string[] {
  const { trace, plan } = world;
  if (plan.writesLetters) return [];
  const found: string[] = [];
  const underway = new Map<number, Underway>();
  /** By message and dead-letter queue: the deaths that led there, and how many of the letters went back. */
  const deaths = new Map<string, number[]>();
  const wentBack = new Map<string, number>();
  /** What left a dead-letter queue otherwise: which of two letters it was, the trace does not tell. */
  const isInDoubt = new Set<string>();
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, place, cause, count, atUs } = trace.entry(i);
    const what = `m${message} was redriven at ${atUs} µs`;
    switch (kind) {
      case Fact.deadLettered: {
        const key = `${message} ${plan.deadLetterTo[place]}`;
        deaths.set(key, [...(deaths.get(key) ?? []), i]);
        isInDoubt.add(`${message} ${place}`);
        break;
      }
      case Fact.stored:
      case Fact.storedAgain:
      case Fact.acked:
      case Fact.ackedEarly:
      case Fact.dropped:
      case Fact.lost:
        isInDoubt.add(`${message} ${place}`);
        break;
      case Fact.redriveBegan:
        if (underway.has(place))
          found.push(`two redrives of ${plan.nodes[place]?.id} at ${atUs} µs`);
        underway.set(place, { began: i, moved: 0 });
        break;
      case Fact.redriven: {
        const grave = trace.place(cause);
        const one = underway.get(grave);
        const act = world.acts[trace.count(trace.cause(cause))]?.act;
        if (one?.began !== cause || act?.kind !== 'redrive') {
          found.push(`${what}, and no redrive was under way`);
          break;
        }
        const dueUs =
          act.perS === Number.POSITIVE_INFINITY
            ? trace.atUs(cause)
            : trace.atUs(cause) + Math.floor((one.moved * 1_000_000) / act.perS + 0.5);
        if (atUs !== dueUs) found.push(`${what}, and not at ${dueUs}`);
        one.moved++;
        const key = `${message} ${grave}`;
        const known = (deaths.get(key) ?? []).filter((death) => death < cause);
        const before = wentBack.get(key) ?? 0;
        wentBack.set(key, before + 1);
        isInDoubt.add(`${message} ${place}`);
        if (!isInDoubt.has(key) && known.length <= before)
          found.push(`${what}, and was not there when it began`);
        const isMeant =
          act.to === null
            ? known.some((death) => trace.place(death) === place)
            : plan.nodes[place]?.id === act.to;
        if (!isMeant)
          found.push(`${what} to ${plan.nodes[place]?.id}, where it is not meant to go`);
        break;
      }
      case Fact.redriveEnded:
        if (underway.get(place)?.moved !== count)
          found.push(`a redrive counts ${count}, ${underway.get(place)?.moved} were redriven`);
        underway.delete(place);
        break;
    }
  }
  return found;
}
