/**
 * simjs runs M/M/8 in the idiom of the library simjs, the peer of P1: `simjs CUSTOMERS`, answered by one
 * line of JSON.
 *
 * Customers come at 7.2 a second and need a second of one of 8 servers. That is two events a customer
 * where our message has five and a written fact for each: what is compared is one customer with one
 * message.
 */
interface Waiting {
  done(then: () => void): void;
}
declare class Entity {
  time(): number;
  setTimer(duration: number): Waiting;
  useFacility(facility: object, duration: number): Waiting;
}
interface Simjs {
  readonly Entity: typeof Entity;
  readonly Facility: { readonly FCFS: number } & (new (
    name: string,
    discipline: number,
    servers: number,
  ) => object);
  readonly Random: new (seed: number) => { exponential(rate: number): number };
  readonly Sim: new () => {
    addEntity(entity: typeof Entity, name: string): void;
    simulate(until: number): void;
  };
}

const RATE = 7.2;
const SERVERS = 8;

// The package is a bundle for browsers: all it exports, it puts on the window.
const page: { Sim?: Simjs } = {};
Object.assign(globalThis, { window: page });
await import('simjs');
if (page.Sim === undefined) throw new Error('simjs put nothing on the window');
const simjs = page.Sim;

function run(customers: number): { done: number; meanSojournS: number } {
  const random = new simjs.Random(1);
  const sim = new simjs.Sim();
  const servers = new simjs.Facility('servers', simjs.Facility.FCFS, SERVERS);
  let arrived = 0;
  let done = 0;
  let sojourn = 0;
  class Customers extends simjs.Entity {
    start(): void {
      this.arrive();
    }

    arrive(): void {
      const cameAt = this.time();
      arrived++;
      // biome-ignore lint/correctness/useHookAtTopLevel: it is simjs's word for being served
      this.useFacility(servers, random.exponential(1)).done(() => {
        done++;
        sojourn += this.time() - cameAt;
      });
      if (arrived < customers) this.setTimer(random.exponential(RATE)).done(this.arrive);
    }
  }
  sim.addEntity(Customers, 'customers');
  sim.simulate(Number.MAX_SAFE_INTEGER);
  return { done, meanSojournS: sojourn / done };
}

const customers = Number(process.argv[2] ?? 1_000_000);
run(customers / 10);
const before = process.cpuUsage();
const { done, meanSojournS } = run(customers);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ perCpuS: done / ((user + system) / 1e6), done, meanSojournS }));

export {};
