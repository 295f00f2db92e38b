/**
 * RunDialog lists what is on the time axis: what was done to the run, the moments worth going to, and the
 * futures that were given up. Whatever the axis offers to the hand is here for the keyboard.
 */
import { Redo2, Trash2 } from 'lucide-react';
import {
  actLabel,
  knownMoments,
  useAtPlayhead,
  useSession,
  useSessionActions,
} from '../../store/index.ts';
import { Button, Dialog, IconButton } from '../../ui/index.ts';

export function RunDialog() {
  const session = useSessionActions();
  const isOpen = useSession(({ dialog }) => dialog === 'run');
  const close = (): void => session.set({ dialog: null });
  return (
    <Dialog open={isOpen} title="This run" onClose={close}>
      <ActList onGone={close} />
      <MomentList onGone={close} />
      <GhostList onGone={close} />
    </Dialog>
  );
}

interface ListProps {
  /** The person has gone somewhere: the list is in the way. */
  readonly onGone: () => void;
}

function ActList({ onGone }: ListProps) {
  const session = useSessionActions();
  const acts = useAtPlayhead(({ scenario, acts }) =>
    acts.map(({ id, act }) => ({ id, atUs: act.atUs, label: actLabel(scenario, act) })),
  );
  return (
    <section className="run-list" aria-label="What you did">
      <h3>What you did</h3>
      {acts.length === 0 && <p>Nothing yet. What you do gets a flag on the time axis.</p>}
      <ul>
        {acts.map(({ id, atUs, label }) => (
          <li key={id}>
            <Instant atUs={atUs} />
            <Button
              variant="quiet"
              onClick={() => {
                session.set({ flag: id, selection: null });
                onGone();
              }}
            >
              {label}
            </Button>
            <IconButton
              variant="quiet"
              icon={<Trash2 />}
              label={`Take away: ${label}`}
              onClick={() => session.removeAct(id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MomentList({ onGone }: ListProps) {
  const session = useSessionActions();
  const moments = useAtPlayhead((timeline) =>
    knownMoments(timeline).filter(({ kind }) => kind !== 'person'),
  );
  const isAllSeen = useAtPlayhead(({ horizonUs, endUs }) => horizonUs >= endUs);
  return (
    <section className="run-list" aria-label="Moments">
      <h3>Moments</h3>
      {moments.length === 0 && <p>None so far.</p>}
      <ul>
        {moments.map(({ title, atUs, kind }) => (
          <li key={`${kind} ${title} ${atUs}`}>
            <Instant atUs={atUs} />
            <Button
              variant="quiet"
              onClick={() => {
                session.pause();
                session.seek(atUs);
                onGone();
              }}
            >
              {title}
            </Button>
          </li>
        ))}
      </ul>
      {!isAllSeen && <p>What lies ahead is found as the run goes on, or with J.</p>}
    </section>
  );
}

function GhostList({ onGone }: ListProps) {
  const session = useSessionActions();
  const ghosts = useAtPlayhead(({ ghosts }) =>
    ghosts.map(({ label, fromUs }, i) => ({ key: `${i} ${label}`, label, fromUs })),
  );
  if (ghosts.length === 0) return null;
  return (
    <section className="run-list" aria-label="Given up">
      <h3>Given up</h3>
      <p>The latest is the dotted curve on the chart.</p>
      <ul>
        {ghosts.map(({ key, label, fromUs }, i) => (
          <li key={key}>
            <Instant atUs={fromUs} />
            <span>{label}</span>
            <Button
              variant="quiet"
              icon={<Redo2 />}
              onClick={() => {
                const ghost = session.timeline.ghosts[i];
                if (ghost !== undefined) session.takeUp(ghost);
                onGone();
              }}
            >
              Take it up
            </Button>
            <IconButton
              variant="quiet"
              icon={<Trash2 />}
              label={`Forget: ${label}`}
              onClick={() => {
                const ghost = session.timeline.ghosts[i];
                if (ghost !== undefined) session.forget(ghost);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Instant({ atUs }: { atUs: number }) {
  return <span className="run-list-instant">{(atUs / 1e6).toFixed(2)} s</span>;
}
