/**
 * worldTitles says in a few words what each of the runs that are compared is: its system, or, where that
 * is the same, what was done to it and not to the others.
 */
import type { Intervention, Scenario } from '../../engine/index.ts';
import { type PresetChoice, queuePreset } from '../../scenarios/index.ts';
import { actLabel } from '../actLabel.ts';

export interface TitledRun {
  readonly system: Scenario;
  readonly presets: readonly PresetChoice[];
  readonly acts: readonly Intervention[];
  /** Positions in the script of faults that do not happen. */
  readonly leftOut: readonly number[];
}

export function worldTitles(runs: readonly TitledRun[]): string[] {
  return runs.map((run) => {
    const alike = runs.filter(({ system }) => system.name === run.system.name);
    if (alike.length === 1) return titled(run);
    const own = [...presetWords(run, alike), ...actWords(run, alike)];
    return own.length === 0 ? titled(run) : own.join(', ');
  });
}

function titled({ system, presets }: TitledRun): string {
  return [system.title, ...presets.map(presetTitle)].join(', ');
}

function presetTitle({ preset, version }: PresetChoice): string {
  return `as a ${queuePreset(preset)?.preset.title ?? preset} ${version}`;
}

function presetWords(run: TitledRun, alike: readonly TitledRun[]): string[] {
  const words = ({ presets }: TitledRun): string => presets.map(presetTitle).join(', ');
  if (alike.every((other) => words(other) === words(run))) return [];
  return [run.presets.length === 0 ? 'as a plain queue' : words(run)];
}

/** What was done to this one and not to all, or what was done to others and not to this one. */
function actWords(run: TitledRun, alike: readonly TitledRun[]): string[] {
  const { system } = run;
  const isIn = (act: Intervention, among: readonly Intervention[]): boolean =>
    among.some((other) => JSON.stringify(other) === JSON.stringify(act));
  const all = alike.map(deedsOf);
  const apart = all.flat().filter((act) => !all.every((acts) => isIn(act, acts)));
  const distinct = apart.filter((act, i) => !isIn(act, apart.slice(0, i)));
  const labels = distinct.map((act) => actLabel(system, act));
  // The same done at other instants is told apart by when.
  const words = distinct.map((act, i) => {
    const label = labels[i] ?? '';
    const isTwice = labels.filter((other) => other === label).length > 1;
    return { act, text: isTwice ? `${label} at ${(act.atUs / 1e6).toFixed(2)} s` : label };
  });
  const had = words.filter(({ act }) => isIn(act, deedsOf(run)));
  if (had.length > 0) return [`with ${had.map(({ text }) => text).join(', ')}`];
  const missing = words.map(({ text }) => text);
  return missing.length === 0 ? [] : [`without ${missing.join(', ')}`];
}

/** All that is done in a run: what is left of the script, and what a person did. */
function deedsOf({ system, acts, leftOut }: TitledRun): Intervention[] {
  return [...system.faults.filter((_, fault) => !leftOut.includes(fault)), ...acts];
}
