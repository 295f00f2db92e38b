/** TakingWays says how the consumers at a place take and keep their messages. */
import { useAtPlayhead } from '../../store/index.ts';
import { DataTable } from '../../ui/index.ts';
import { takingLines } from './takingLines.ts';

export function TakingWays({ node, name }: { node: number; name: string }) {
  const lines = useAtPlayhead(({ world }) => takingLines(world, node));
  if (lines.length === 0) return null;
  return (
    <DataTable
      caption={`How ${name} takes its messages`}
      hideCaption
      columns={[
        { id: 'name', label: 'Way' },
        { id: 'words', label: 'In words' },
      ]}
      rows={lines.map(({ id, name, words }) => ({ id, cells: { name, words } }))}
    />
  );
}
