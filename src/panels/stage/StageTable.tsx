/** StageTable is the stage in words and numbers: each place, its state, what it holds. */
import { useAtPlayhead } from '../../store/index.ts';
import { DataTable, VisuallyHidden } from '../../ui/index.ts';
import { stageRows } from './stageRows.ts';

const columns = [
  { id: 'place', label: 'Place' },
  { id: 'state', label: 'State' },
  { id: 'ready', label: 'Ready', numeric: true },
  { id: 'unacked', label: 'Unacked', numeric: true },
  { id: 'done', label: 'Done', numeric: true },
  { id: 'redelivered', label: 'Redelivered', numeric: true },
  { id: 'dead', label: 'Dead-letter', numeric: true },
  { id: 'lost', label: 'LOST', numeric: true },
  { id: 'refused', label: 'Refused', numeric: true },
] as const;

export interface StageTableProps {
  readonly isShown: boolean;
  /** "A": which of several systems it is. */
  readonly letter?: string | undefined;
}

export function StageTable({ isShown, letter }: StageTableProps) {
  const rows = useAtPlayhead(({ world }) => stageRows(world));
  const table = (
    <DataTable
      caption={letter === undefined ? 'The system now' : `The system now, in ${letter}`}
      hideCaption
      columns={columns}
      rows={rows}
      isHidden={!isShown}
    />
  );
  return isShown ? table : <VisuallyHidden>{table}</VisuallyHidden>;
}
