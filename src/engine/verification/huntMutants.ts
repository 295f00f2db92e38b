/** huntMutants plants each bug in a copy of the engine of its own, hunts it there, and says what caught it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HuntedIn, huntingGrounds } from './huntBug.ts';
import { type CheckName, checkThatSays } from './namedChecks.ts';
import { engineFolder, type PlantedBug, plantIn, prepareFolder } from './plantedBugs.ts';

export interface Catch {
  /** null: the engine as it is. */
  readonly bug: PlantedBug | null;
  /** What was said first; null: nothing was found. */
  readonly says: string | null;
  readonly caughtBy: CheckName | null;
  /** By one of the checks that should. */
  readonly isCaught: boolean;
}

const RUNS = 300;
const SEED = 5;
/** Hunts in the engine as it is, then in one copy for each bug; the answers are in this order. */
export function huntMutants(bugs: readonly PlantedBug[]): Catch[] {
  const folder = mkdtempSync(join(tmpdir(), 'planted-bugs-'));
  try {
    prepareFolder(folder);
    return [null, ...bugs].map((bug, i) => hunt(join(folder, String(i)), bug));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The engine as it is has to stand on every ground. */
function groundsOf(bug: PlantedBug | null): readonly HuntedIn[] {
  return bug === null ? huntingGrounds : [bug.huntedIn ?? 'queues'];
}

function hunt(copy: string, bug: PlantedBug | null): Catch {
  plantIn(copy, bug);
  const script = join(copy, 'verification', 'huntPlanted.ts');
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', script, String(RUNS), String(SEED), ...groundsOf(bug)],
    { encoding: 'utf8', cwd: join(engineFolder, '../..') },
  );
  const says = JSON.parse(output) as string | null;
  const caughtBy = says === null ? null : checkThatSays(says);
  const isCaught = caughtBy !== null && bug?.caughtBy.includes(caughtBy) === true;
  return { bug, says, caughtBy, isCaught };
}
