/** Takeaways are sentences whose numbers come from the learner's own runs; what was not run has a gap. */
import { type Lesson, lessons } from '../../lessons/course/index.ts';
import type { Progress } from '../../lessons/index.ts';
import { figure } from './figure.ts';
import './LessonPanels.css';

export function Takeaways({ progress }: { progress: Progress }) {
  return (
    <section className="course-takeaways" aria-label="Takeaways">
      <p className="told">
        Each number is from your own run. A gap is a run that you have not made.
      </p>
      <ol>
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <a href={`#lesson=${lesson.id}`}>
              {lesson.id.slice(1)} {lesson.title}
            </a>
            <p className="told">
              <Filled lesson={lesson} counted={progress.lessons[lesson.id]?.counted ?? {}} />
            </p>
            {progress.lessons[lesson.id]?.isFinished && (
              <p className="course-say">“{lesson.say}”</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Filled({
  lesson,
  counted,
}: {
  lesson: Lesson;
  counted: Readonly<Record<string, number>>;
}) {
  return lesson.takeaway.text.split(/(\{\w+\})/).map((part) => {
    const id = /^\{(\w+)\}$/.exec(part)?.[1];
    if (id === undefined) return part;
    const value = counted[id];
    return value === undefined ? (
      <span key={id} className="course-gap">
        <span className="ui-visually-hidden">not run yet</span>
      </span>
    ) : (
      <strong key={id}>{figure(value)}</strong>
    );
  });
}
