/** table sets rows in columns: words to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  const isFigure = widths.map((_, i) =>
    rows.slice(1).every((row) => /^[-\d]|^$/.test(row[i] ?? '')),
  );
  const lines = rows.map((row) =>
    widths
      .map((width, i) => {
        const cell = row[i] ?? '';
        const padding = ' '.repeat(width - [...cell].length);
        return isFigure[i] ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${indent}${line}\n`).join('');
}
