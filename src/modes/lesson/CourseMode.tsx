/** CourseMode is the course beside its lessons: the list, the flash cards, the takeaways, and one's progress. */
import { type ChangeEvent, useRef, useState } from 'react';
import type { PathId } from '../../lessons/course/index.ts';
import { type CoursePage, type ProgressStore, useProgress } from '../../lessons/index.ts';
import { ModeNav, ThemeButton } from '../../panels/index.ts';
import { CourseList, FlashCards, Takeaways } from '../../panels/lesson/index.ts';
import { announce, Button, Dialog } from '../../ui/index.ts';
import './CourseMode.css';

/** A file of progress is small: whatever is larger is another file. */
const MOST_BYTES = 65_536;

export interface CourseModeProps {
  readonly page: CoursePage;
  readonly progress: ProgressStore;
  /** What is wrong with the address, or with what was kept. */
  readonly problem: string | null;
}

const pages = [
  { id: 'list', title: 'Lessons', href: '#course' },
  { id: 'cards', title: 'Flash cards', href: '#course=cards' },
  { id: 'takeaways', title: 'Takeaways', href: '#course=takeaways' },
  // The Lab is the sandbox that the course ends in.
  { id: 'lab', title: 'The open sandbox', href: '#' },
] as const;

export function CourseMode({ page, progress, problem }: CourseModeProps) {
  const now = useProgress(progress);
  const [path, setPath] = useState<PathId>('self');
  return (
    <div className="course">
      <header className="header">
        <h1 className="header-name">Queuescope</h1>
        <ModeNav current="course" />
        <span className="header-rest">
          <ThemeButton />
        </span>
      </header>
      <main className="course-main">
        <div className="course-head">
          <h2>Bet, run, look, explain, name it</h2>
          <nav className="header-modes" aria-label="The course">
            {pages.map(({ id, title, href }) => (
              <a key={id} href={href} aria-current={id === page ? 'page' : undefined}>
                {title}
              </a>
            ))}
          </nav>
        </div>
        {problem !== null && (
          <p role="alert" className="course-problem">
            {problem}
          </p>
        )}
        {page === 'list' && <CourseList progress={now} path={path} onPath={setPath} />}
        {page === 'cards' && (
          <FlashCards progress={now} onMark={(id, mark) => progress.markCard(id, mark)} />
        )}
        {page === 'takeaways' && <Takeaways progress={now} />}
        <YourProgress progress={progress} />
      </main>
    </div>
  );
}

/** It stays in this browser: one can take it along, bring it in, and throw it away. */
function YourProgress({ progress }: { progress: ProgressStore }) {
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, ask] = useState(false);
  const bringIn = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = event.target.files ?? [];
    event.target.value = '';
    if (chosen === undefined) return;
    const wrong =
      chosen.size > MOST_BYTES
        ? `${chosen.name}: the file must be at most ${MOST_BYTES} bytes long, got ${chosen.size}.`
        : progress.import(await chosen.text(), chosen.name);
    setProblem(wrong);
    if (wrong === null) announce('Your progress is as the file says.');
  };
  return (
    <section className="course-progress" aria-label="Your progress">
      <h2 className="lesson-heading">Your progress</h2>
      <p className="lesson-note">It is kept in this browser, and nowhere else.</p>
      <div className="lesson-actions">
        <Button onClick={() => saveFile(progress.export())}>Save it as a file</Button>
        <Button onClick={() => file.current?.click()}>Take it from a file</Button>
        <Button onClick={() => ask(true)}>Clear it</Button>
      </div>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="A file of progress"
        onChange={(event) => void bringIn(event)}
      />
      {problem !== null && (
        <p role="alert" className="course-problem">
          {problem}
        </p>
      )}
      <Dialog
        open={isAsking}
        title="Clear your progress?"
        onClose={() => ask(false)}
        footer={
          <>
            <Button onClick={() => ask(false)}>Keep it</Button>
            <Button
              variant="primary"
              onClick={() => {
                progress.clear();
                ask(false);
                announce('Your progress is cleared.');
              }}
            >
              Clear it
            </Button>
          </>
        }
      >
        <p>Bets, results, takeaways and cards of this browser are thrown away.</p>
      </Dialog>
    </section>
  );
}

function saveFile(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'queuescope-progress.json';
  link.click();
  URL.revokeObjectURL(address);
}
