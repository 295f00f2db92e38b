/** BeatDots say how long a lesson is, and how far one is in it: ●●●○○○. Each dot leads to its beat. */
export interface BeatDotsProps {
  readonly titles: readonly string[];
  readonly current: number;
  /** The last beat that may be gone to. */
  readonly reachable: number;
  readonly onGo: (beat: number) => void;
}

export function BeatDots({ titles, current, reachable, onGo }: BeatDotsProps) {
  return (
    <nav className="lesson-dots" aria-label="Beats of this lesson">
      <ol>
        {titles.map((title, i) => (
          <li key={title}>
            <button
              type="button"
              aria-label={`Beat ${i + 1} of ${titles.length}: ${title}`}
              aria-current={i === current ? 'step' : undefined}
              title={title}
              data-done={i <= current}
              disabled={i > reachable}
              onClick={() => onGo(i)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}
