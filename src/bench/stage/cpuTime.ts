/** cpuTime is what all processes of a browser have used: where a picture is painted is not where it is made. */
import { readdirSync, readFileSync } from 'node:fs';

/** Kernel ticks of a second, on every Linux that there is. */
const TICKS_PER_S = 100;

/** Milliseconds of all processes below one, by number; NaN where the system does not tell. */
export function cpuMsBelow(root: number): number {
  try {
    const parents = new Map<number, number>();
    const used = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (!Number.isInteger(pid)) continue;
      const stat = statOf(pid);
      if (stat === null) continue;
      parents.set(pid, stat.parent);
      used.set(pid, stat.ticks);
    }
    let ticks = 0;
    for (const [pid, own] of used) if (pid !== root && isBelow(parents, pid, root)) ticks += own;
    return (ticks / TICKS_PER_S) * 1_000;
  } catch {
    return Number.NaN;
  }
}

/** A process may end while one looks. */
function statOf(pid: number): { parent: number; ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may have anything in it: state, parent, ..., user and system time.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}

function isBelow(parents: ReadonlyMap<number, number>, pid: number, root: number): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
    if (at === root) return true;
  }
  return false;
}
