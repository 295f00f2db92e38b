/** FiguresPanel is every figure by which the worlds can be told apart, side by side. */
import { letterOf } from '../../scenarios/index.ts';
import {
  contrastOf,
  type FigureName,
  type Figures,
  figureKinds,
  figureNames,
  growsWithLoad,
  hasSameLoad,
  useAcrossWorlds,
  valueText,
} from '../../store/index.ts';
import { DataTable } from '../../ui/index.ts';
import './FiguresPanel.css';

export function FiguresPanel() {
  const figures = useAcrossWorlds((comparison) => comparison.figures());
  const [first, ...others] = figures;
  if (first === undefined) return null;
  const changed = new Set(
    others.flatMap((other) => contrastOf(first, other).changes.map(({ name }) => name)),
  );
  const shown = figureNames.filter((name) => changed.has(name) || isAlways(name));
  return (
    <section className="figures" aria-label="The figures">
      <DataTable
        caption="The figures of each world, so far"
        hideCaption
        columns={[
          { id: 'figure', label: 'So far' },
          ...figures.map((_, world) => ({
            id: letterOf(world),
            label: letterOf(world),
            numeric: true,
          })),
        ]}
        rows={shown.map((name) => ({
          id: name,
          cells: {
            figure: figureKinds[name].title,
            ...Object.fromEntries(
              figures.map((of, world) => [
                letterOf(world),
                <Value key={name} name={name} value={of[name]} all={figures} />,
              ]),
            ),
          },
        }))}
      />
    </section>
  );
}

/** What one asks first of any system. */
function isAlways(name: FigureName): boolean {
  return name === 'lost' || name === 'duplicates' || name === 'done';
}

interface ValueProps {
  readonly name: FigureName;
  readonly value: number | null;
  readonly all: readonly Figures[];
}

/** The best outcome of a row is strong, where it is not that of all. That less waits need not be better. */
function Value({ name, value, all }: ValueProps) {
  const values = all.flatMap((of) => of[name] ?? []);
  const best = figureKinds[name].better === 'less' ? Math.min(...values) : Math.max(...values);
  const [first] = all;
  const isFair = all.every((of) => first !== undefined && hasSameLoad(first, of));
  const isOutcome = figureKinds[name].says === 'outcome' && (isFair || !growsWithLoad.has(name));
  const isBest = isOutcome && value === best && values.some((other) => other !== best);
  const text = valueText(name, value);
  return isBest ? <strong>{text}</strong> : text;
}
