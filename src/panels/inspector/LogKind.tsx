/**
 * LogKind says how a log or a group is set, which broker's it is like most, what it does otherwise, and
 * explains it in that broker's words.
 */
import type { GroupSpec, LogSpec, World } from '../../engine/index.ts';
import { nearestLogPreset } from '../../scenarios/index.ts';
import { useAtPlayhead } from '../../store/index.ts';
import { DataTable } from '../../ui/index.ts';
import { groupLines, logLines } from './logSettings.ts';
import { traitText, words } from './PresetLens.tsx';
import { ReplicaTable } from './ReplicaTable.tsx';
import './QueueKind.css';

interface Specs {
  readonly log: LogSpec;
  /** null: the log itself is looked at, and the nearest is that of its first group. */
  readonly group: GroupSpec | null;
  readonly reader: GroupSpec | null;
}

export function LogKind({ place }: { place: number }) {
  const specs = useAtPlayhead(({ world }) => specsOf(world, place));
  if (specs === null) return null;
  const { log, group, reader } = specs;
  const lines = group === null ? logLines(log) : groupLines(group);
  const nearest = reader === null ? null : nearestLogPreset(log, reader);
  return (
    <div className="queue-kind">
      {group === null && <ReplicaTable place={place} />}
      <DataTable
        caption={`How ${(group ?? log).title} is set`}
        hideCaption
        columns={[
          { id: 'name', label: 'Setting' },
          { id: 'words', label: 'In words' },
        ]}
        rows={lines.map(({ id, name, words }) => ({ id, cells: { name, words } }))}
      />
      {nearest !== null && (
        <>
          <p className="queue-kind-choice">
            like a <strong>{nearest.preset.title}</strong> ({nearest.preset.dated})
          </p>
          <div className="preset-lens">
            <details open>
              <summary>In its own words</summary>
              <DataTable
                caption={`What a ${nearest.preset.title} calls it`}
                hideCaption
                columns={[
                  { id: 'ours', label: 'Here' },
                  { id: 'theirs', label: 'There' },
                ]}
                rows={Object.entries(nearest.preset.words)
                  .filter(([ours, theirs]) => ours !== theirs)
                  .map(([ours, theirs]) => ({ id: ours, cells: { ours, theirs } }))}
              />
            </details>
            {nearest.differences.length > 0 && (
              <details>
                <summary>What is set otherwise here</summary>
                <DataTable
                  caption={`Where it differs from a ${nearest.preset.title}`}
                  hideCaption
                  columns={[
                    { id: 'setting', label: 'Setting' },
                    { id: 'here', label: 'Here' },
                    { id: 'there', label: 'There' },
                  ]}
                  rows={nearest.differences.map(({ setting, here, there }) => ({
                    id: setting,
                    cells: {
                      setting: words(setting),
                      here: traitText(setting, here),
                      there: traitText(setting, there),
                    },
                  }))}
                />
              </details>
            )}
            <details>
              <summary>What it leaves out</summary>
              <ul>
                {nearest.preset.leftOut.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            </details>
          </div>
        </>
      )}
    </div>
  );
}

function specsOf({ plan, logs }: World, place: number): Specs | null {
  const node = plan.nodes[place];
  if (node?.kind === 'log') {
    const first = logs.plan.groupsOf[place]?.[0] ?? -1;
    return { log: node, group: null, reader: logs.plan.groups[first] ?? null };
  }
  const log = logs.plan.logs[logs.plan.logOf[place] ?? -1];
  return node?.kind === 'group' && log !== undefined ? { log, group: node, reader: node } : null;
}
