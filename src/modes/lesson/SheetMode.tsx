/** SheetMode shows the pages of paper of a lesson as they will be printed, and prints them. */
import { Printer } from 'lucide-react';
import type { Lesson } from '../../lessons/course/index.ts';
import { type SheetPages as Pages, writeLessonLink, writeSheetLink } from '../../lessons/index.ts';
import { copyLink, ModeNav, ThemeButton } from '../../panels/index.ts';
import { SheetPages } from '../../panels/lesson/index.ts';
import { Button, SegmentedControl } from '../../ui/index.ts';
import './SheetMode.css';

const choices: readonly { readonly value: Pages; readonly label: string }[] = [
  { value: 'student', label: 'Student page' },
  { value: 'key', label: 'Key page' },
  { value: 'both', label: 'Both' },
];

export function SheetMode({ lesson, pages }: { lesson: Lesson; pages: Pages }) {
  const hash = writeLessonLink({ id: lesson.id, beat: null, atUs: null, path: null });
  const link = `${location.href.replace(/[?#].*$/s, '')}#${hash}`;
  return (
    <div className="sheets">
      <header className="header no-print">
        <h1 className="header-name">Queuescope</h1>
        <ModeNav current="course" />
        <span className="header-rest">
          <ThemeButton />
        </span>
      </header>
      <nav className="sheets-bar no-print" aria-label="Print sheets">
        <p>
          <a href={`#${hash}`}>
            {lesson.id.slice(1)} {lesson.title}
          </a>
        </p>
        <SegmentedControl
          label="Pages"
          segments={choices}
          value={pages}
          onChange={(value) => {
            location.hash = writeSheetLink(lesson.id, value);
          }}
        />
        <Button variant="primary" icon={<Printer />} onClick={() => window.print()}>
          Print
        </Button>
        <Button onClick={() => void copyLink('these sheets')}>Copy link</Button>
        <p className="sheets-note">
          {pages === 'student'
            ? 'One page, and no answer on it.'
            : 'The key has every number: as the engine counts it, and by hand.'}{' '}
          A4 or Letter.
        </p>
      </nav>
      {/* Paper is white, whatever the theme of the screen. */}
      <main className="sheets-pages" data-theme="paper">
        <SheetPages lesson={lesson} pages={pages} link={link} />
      </main>
    </div>
  );
}
