/**
 * PresetLens explains a kind of queue in its broker's own words: what it calls our terms, what it does
 * and where that is written, and what it leaves out.
 */
import type { Preset } from '../../scenarios/index.ts';
import { DataTable } from '../../ui/index.ts';
import { spanOf } from './logSettings.ts';

export function PresetLens({ preset, version }: { preset: Preset; version: string }) {
  const traits = Object.entries(preset.traits(version));
  const sources: Readonly<Record<string, string>> = preset.sources;
  return (
    <div className="preset-lens">
      <details open>
        <summary>In its own words</summary>
        <DataTable
          caption={`What ${preset.title} calls it`}
          hideCaption
          columns={[
            { id: 'ours', label: 'Here' },
            { id: 'theirs', label: 'There' },
          ]}
          rows={Object.entries(preset.words)
            .filter(([ours, theirs]) => words(ours) !== theirs)
            .map(([ours, theirs]) => ({ id: ours, cells: { ours: words(ours), theirs } }))}
        />
      </details>
      <details>
        <summary>What it leaves out</summary>
        <ul>
          {preset.leavesOut.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </details>
      <details>
        <summary>What it does, and where that is written</summary>
        <DataTable
          caption={`What ${preset.title} does`}
          hideCaption
          columns={[
            { id: 'trait', label: 'Setting' },
            { id: 'value', label: 'Value' },
            { id: 'source', label: 'Source' },
          ]}
          rows={traits.map(([trait, value]) => ({
            id: trait,
            cells: {
              trait: words(trait),
              value: traitText(trait, value),
              source: sources[trait] ?? '',
            },
          }))}
        />
      </details>
    </div>
  );
}

/** "maxDeliveries" as people write it: "max deliveries". */
export function words(name: string): string {
  return name.replace(/Us$/, '').replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  if (value === null) return 'none';
  if (typeof value === 'string') return words(value);
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).map(([key, part]) =>
    key === 'kind' ? words(String(part)) : partText(key, part),
  );
  return parts.filter((part) => part !== '').join(', ');
}

/** A setting by its name: times are told as such. */
export function traitText(name: string, value: unknown): string {
  const isTime = name.endsWith('Us') && typeof value === 'number' && Number.isFinite(value);
  return isTime ? spanOf(value) : valueText(value);
}

/** One part of a setting that has several: what is off is not mentioned. */
function partText(key: string, part: unknown): string {
  if (part === false) return '';
  if (part === true) return words(key);
  if (key === 'us') return spanOf(Number(part));
  if (!key.endsWith('Us')) return `${words(key)} ${String(part)}`;
  const time = part === Number.POSITIVE_INFINITY ? 'never' : spanOf(Number(part));
  return `${words(key)} ${time}`;
}
