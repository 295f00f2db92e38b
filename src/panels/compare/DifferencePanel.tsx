/**
 * DifferencePanel says what the difference between the worlds is: the number, with its price, and where
 * they part, in words.
 */
import { Split } from 'lucide-react';
import { factKinds } from '../../engine/index.ts';
import { sentenceOf } from '../../explain/index.ts';
import { letterOf } from '../../scenarios/index.ts';
import {
  againstText,
  type Contrast,
  changeText,
  contrastOf,
  type Figures,
  hasSameLoad,
  type Parting,
  SessionProvider,
  unitText,
  useAcrossWorlds,
  useComparisonActions,
  valueText,
  type WorldComparison,
} from '../../store/index.ts';
import { Button } from '../../ui/index.ts';
import { SentenceText } from '../why/SentenceText.tsx';
import '../narration/NarrationPanel.css';
import './DifferencePanel.css';
import { goToDifference } from './goToDifference.ts';

export function DifferencePanel() {
  const figures = useAcrossWorlds((comparison) => comparison.figures());
  const [first, ...others] = figures;
  if (first === undefined) return null;
  return (
    <section className="difference" aria-label="The difference">
      <h2 className="panel-title">The difference so far</h2>
      {others.map((other, i) => (
        <Chip
          key={letterOf(i + 1)}
          world={i + 1}
          of={others.length}
          contrast={contrastOf(first, other)}
        />
      ))}
      <Loads figures={figures} />
      <Partings />
    </section>
  );
}

interface ChipProps {
  readonly world: number;
  readonly of: number;
  readonly contrast: Contrast;
}

/** "A → B  213 → 0 LOST", and below it the price. */
function Chip({ world, of, contrast }: ChipProps) {
  const { head } = contrast;
  const letters = `A → ${letterOf(world)}`;
  return (
    <p className="difference-chip" data-size={of > 1 ? 'small' : 'large'}>
      <span className="difference-letters">{letters}</span>{' '}
      {head === null ? (
        <span className="difference-none">no difference so far</span>
      ) : (
        <>
          <strong className="difference-number">{changeText(head)}</strong>{' '}
          <span className="difference-unit">{unitText(head.name, head.to)}</span>{' '}
          <span className="difference-against">{againstText(contrast)}</span>
        </>
      )}
    </p>
  );
}

/** Where not the same orders come, the figures are to be read with that in mind. */
function Loads({ figures }: { figures: readonly Figures[] }) {
  const [first, ...others] = figures;
  if (first === undefined || others.every((other) => hasSameLoad(first, other))) return null;
  const counts = figures.map(({ offered }, i) => `${letterOf(i)} ${valueText('offered', offered)}`);
  return <p className="difference-loads">Not the same orders come: {counts.join(', ')}.</p>;
}

/** Where the worlds part, and the first headline that not all have. */
function Partings() {
  const comparison = useComparisonActions();
  const found = useAcrossWorlds(partingsOf);
  return (
    <div className="difference-partings">
      <h2 className="panel-title">Where they part</h2>
      <Button
        variant="quiet"
        icon={<Split />}
        keyHint="U"
        onClick={() => goToDifference(comparison)}
      >
        {found.length === 0 ? 'Find it' : 'Go there'}
      </Button>
      {found.map(({ title, atUs, facts }) => (
        <p key={title} className="told">
          <span className="difference-instant">{(atUs / 1e6).toFixed(3)}</span>{' '}
          <span className="difference-title">{title}</span>{' '}
          {facts.map(({ world, fact }) => (
            <FactOf key={`${world} ${fact}`} world={world} fact={fact} />
          ))}
        </p>
      ))}
    </div>
  );
}

function FactOf({ world, fact }: WorldFact) {
  const comparison = useComparisonActions();
  const session = comparison.sessions[world];
  if (session === undefined) return null;
  const { world: state } = session.timeline;
  return (
    <SessionProvider session={session}>
      <span className="difference-letters">{letterOf(world)}</span>{' '}
      <SentenceText sentence={sentenceOf(state, state.trace, fact)} />{' '}
    </SessionProvider>
  );
}

interface Told {
  readonly title: string;
  readonly atUs: number;
  readonly facts: readonly WorldFact[];
}

interface WorldFact {
  readonly world: number;
  readonly fact: number;
}

function partingsOf(comparison: WorldComparison): Told[] {
  const parting = comparison.parting();
  const fate = comparison.otherFate();
  if (parting === null) return [];
  const first = weightiestAlone(comparison, parting);
  const other: WorldFact[] = fate === null ? [] : [{ world: fate.of, fact: fate.fact }];
  if (fate === null || fate.atUs === parting.atUs) {
    const isSame = other.some(({ world, fact }) => world === first?.world && fact === first.fact);
    const facts = [...(first === null ? [] : [first]), ...(isSame ? [] : other)];
    return [{ title: 'They part.', atUs: parting.atUs, facts }];
  }
  return [
    { title: 'They part.', atUs: parting.atUs, facts: first === null ? [] : [first] },
    { title: 'First other fate.', atUs: fate.atUs, facts: other },
  ];
}

/** Of what happens in one world alone where they part, what tells most; of equals, what came first. */
function weightiestAlone({ timelines }: WorldComparison, { alone }: Parting): WorldFact | null {
  const facts = alone.flatMap((of, world) => of.map((fact) => ({ world, fact })));
  const rank = ({ world, fact }: WorldFact): number => {
    const { trace } = timelines[world]?.world ?? {};
    return factKinds[trace?.kind(fact) ?? -1]?.rank ?? 3;
  };
  return facts.reduce<WorldFact | null>(
    (best, one) => (best === null || rank(one) < rank(best) ? one : best),
    null,
  );
}
