/**
 * DataTable is a plain table with a caption: the readable twin of every picture.
 *
 * The first column names the row, so that a cell can be announced with both of its headings.
 */
import { type ReactNode, useId } from 'react';
import './DataTable.css';

export interface DataColumn {
  readonly id: string;
  readonly label: string;
  /** Numbers line up on the right, in tabular figures. */
  readonly numeric?: boolean;
}

export interface DataRow {
  readonly id: string;
  /** By the id of the column. */
  readonly cells: Readonly<Record<string, ReactNode>>;
}

export interface DataTableProps {
  readonly caption: string;
  /** The caption stays for those who listen; for the eye a heading above already says it. */
  readonly hideCaption?: boolean;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly DataRow[];
  /** A table that only those who listen get cannot be scrolled, so it takes no focus. */
  readonly isHidden?: boolean;
}

export function DataTable({
  caption,
  hideCaption = false,
  columns,
  rows,
  isHidden = false,
}: DataTableProps) {
  const captionId = useId();
  return (
    // One that is seen scrolls sideways when it must, so a keyboard has to be able to reach it.
    <section
      className={isHidden ? 'ui-data-table' : 'ui-data-table ui-data-table-scroller'}
      aria-labelledby={captionId}
      tabIndex={isHidden ? undefined : 0}
    >
      <table>
        <caption id={captionId} className={hideCaption ? 'ui-visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-numeric={column.numeric}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row" data-numeric={column.numeric}>
                    {row.cells[column.id]}
                  </th>
                ) : (
                  <td key={column.id} data-numeric={column.numeric}>
                    {row.cells[column.id]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
