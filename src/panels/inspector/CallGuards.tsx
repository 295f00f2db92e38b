/** CallGuards says how a place makes its calls, how often it tries, and what its breakers are doing. */
import { useAtPlayhead } from '../../store/index.ts';
import { DataTable } from '../../ui/index.ts';
import { callLines } from './callLines.ts';

export function CallGuards({ place }: { place: number }) {
  const lines = useAtPlayhead(({ world }) => callLines(world, place));
  if (lines.length === 0) return null;
  return (
    <DataTable
      caption="Calls that it makes"
      columns={[
        { id: 'name', label: 'Call' },
        { id: 'words', label: 'In words' },
      ]}
      rows={lines.map(({ id, name, words }) => ({ id, cells: { name, words } }))}
    />
  );
}
