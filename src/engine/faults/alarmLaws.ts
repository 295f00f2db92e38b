/**
 * alarmLaws say what must hold of brokers that block publishers, told from the trace and the acts alone: nothing
 * waits at a door without an alarm, nobody goes past those that wait, and nothing goes in while a disk is full.
 */
import type { Simulation } from '../model/Simulation.ts';
import type { World } from '../model/World.ts';
import { Fact } from '../trace/index.ts';

/** What is wrong with the alarms of a run. */
export function alarmsAstray({ world }: Simulation): string[] {
  const watch = new DoorWatch(world);
  for (let fact = 0; fact < world.trace.length; fact++) watch.read(fact);
  return watch.found;
}

/** Door is what a trace tells of a broker under an alarm. */
interface Door {
  /** Somebody has filled its disk, and it has been seen since. */
  isFull: boolean;
  /** The rules of the alarms that are up. */
  raised: Set<number>;
  /** Messages, in the order in which they came. */
  waiting: number[];
  /** The message that was read last: an exchange may store several copies of it. */
  read: number;
}

class DoorWatch {
  readonly found: string[] = [];
  private readonly world: World;
  private readonly doors: Door[];

  constructor(world: World) {
    this.world = world;
    this.doors = world.plan.nodes.map(() => ({
      isFull: false,
      raised: new Set(),
      waiting: [],
      read: 0,
    }));
  }

  read(fact: number): void {
    const { trace, plan, acts } = this.world;
    const place = trace.place(fact);
    switch (trace.kind(fact)) {
      case Fact.intervened: {
        const act = acts[trace.count(fact)]?.act;
        if (act?.kind === 'freeDisk') this.at(place).isFull = false;
        return;
      }
      case Fact.alarmRaised: {
        const door = this.at(place);
        door.raised.add(trace.rule(fact));
        door.isFull ||= this.isFilled(trace.cause(fact));
        return;
      }
      case Fact.alarmCleared:
        this.at(place).raised.delete(trace.rule(fact));
        return;
      case Fact.brokerDown:
        this.doors[place] = { isFull: false, raised: new Set(), waiting: [], read: 0 };
        return;
      case Fact.heldBack: {
        const door = this.at(trace.place(trace.cause(fact)));
        if (door.raised.size === 0) this.says(fact, 'waits at a door without an alarm');
        door.waiting.push(trace.message(fact));
        return;
      }
      case Fact.stored:
      case Fact.storedAgain:
        this.goesIn(fact, this.at(plan.brokerOf[place]));
        return;
    }
  }

  private goesIn(fact: number, door: Door): void {
    const message = this.world.trace.message(fact);
    if (door.read === message) return;
    if (door.isFull) this.says(fact, 'goes in while the disk is full');
    const at = door.waiting.indexOf(message);
    // Without an alarm whoever comes goes in, once those that waited are in; and some of them are refused.
    if (at < 0 && door.raised.size > 0) this.says(fact, 'goes in past those that wait at the door');
    if (at < 0) return;
    door.waiting.splice(0, at + 1);
    door.read = message;
  }

  /** Whether this fact is the act that filled a disk. */
  private isFilled(cause: number): boolean {
    const { trace, acts } = this.world;
    if (cause < 0 || trace.kind(cause) !== Fact.intervened) return false;
    return acts[trace.count(cause)]?.act.kind === 'fillDisk';
  }

  private at(broker: number): Door {
    return this.doors[broker] as Door;
  }

  private says(fact: number, what: string): void {
    this.found.push(`m${this.world.trace.message(fact)} ${what} (fact ${fact})`);
  }
}
