/** CourseList is the course at a glance: the ways through it, each lesson with its question and where one is. */
import { Printer } from 'lucide-react';
import { type Lesson, lessonOf, lessons, type PathId, paths } from '../../lessons/course/index.ts';
import { beatsOf, type Progress, writeLessonLink, writeSheetLink } from '../../lessons/index.ts';
import { SegmentedControl } from '../../ui/index.ts';
import './LessonPanels.css';

export interface CourseListProps {
  readonly progress: Progress;
  readonly path: PathId;
  readonly onPath: (path: PathId) => void;
}

export function CourseList({ progress, path, onPath }: CourseListProps) {
  const chosen = paths.find(({ id }) => id === path);
  const ids = chosen?.lessons ?? lessons.map(({ id }) => id);
  const minutes = ids.reduce((sum, id) => sum + lessonOf(id).minutes, 0);
  return (
    <section className="course-list" aria-label="Lessons">
      <div className="course-paths">
        <SegmentedControl
          label="Way through the course"
          segments={paths.map(({ id, title }) => ({ value: id, label: title }))}
          value={path}
          onChange={onPath}
        />
        <p className="told">
          {chosen?.about} {ids.length} lessons, about {minutes} minutes in all.
        </p>
      </div>
      <ol>
        {ids.map((id) => (
          <Entry key={id} lesson={lessonOf(id)} progress={progress} path={path} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ lesson, progress, path }: { lesson: Lesson; progress: Progress; path: PathId }) {
  const { id, title, covers, question, minutes, say } = lesson;
  const kept = progress.lessons[id];
  const state = stateOf(lesson, kept);
  const href = writeLessonLink({ id, beat: null, atUs: null, path: path === 'self' ? null : path });
  return (
    <li>
      <a href={`#${href}`} data-state={state.id}>
        <span className="course-number">{id.slice(1)}</span>
        <span className="course-title">
          <strong>{title}</strong> <span>{covers}</span>
        </span>
        <span className="course-question told">{question}</span>
        <span className="course-state">
          {state.text}
          {state.id === 'done' ? '' : `${state.text === '' ? '' : ', '}${minutes} min`}
        </span>
        {state.id === 'done' && <span className="course-say">“{say}”</span>}
      </a>
      <a
        className="course-sheet"
        href={`#${writeSheetLink(id, 'student')}`}
        aria-label={`Print sheets of ${title}`}
        title="Print sheets"
      >
        <Printer aria-hidden="true" />
      </a>
    </li>
  );
}

function stateOf(
  lesson: Lesson,
  kept: Progress['lessons'][Lesson['id']],
): { readonly id: 'new' | 'begun' | 'done'; readonly text: string } {
  if (kept?.isFinished) return { id: 'done', text: kept.isKnown ? 'known' : 'done' };
  if (kept === undefined || (kept.beat === 0 && kept.recalled === null))
    return { id: 'new', text: '' };
  return { id: 'begun', text: `beat ${kept.beat + 1} of ${beatsOf(lesson).length}` };
}
