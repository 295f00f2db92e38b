/** ScriptPanel is what the one in front says and asks in a beat, and what a class is likely to answer. */
import type { Lesson } from '../../lessons/course/index.ts';
import { type Beat, LONGEST_BEAT_S, scriptOf } from '../../lessons/index.ts';
import { WithKeys } from '../lesson/index.ts';
import './NotesPanels.css';

export interface ScriptPanelProps {
  readonly lesson: Lesson;
  readonly beats: readonly Beat[];
  readonly at: number;
}

export function ScriptPanel({ lesson, beats, at }: ScriptPanelProps) {
  const beat = beats[at];
  if (beat === undefined) return null;
  const { say, ask, expect, reply, number, seconds } = scriptOf(lesson, beat);
  return (
    <section className="script" aria-label="The script">
      <p className="lesson-note">
        Beat {at + 1} of {beats.length}, about {seconds} s
        {seconds >= LONGEST_BEAT_S ? ': no longer than that' : ''}
      </p>
      <h2 className="script-title">{beat.title}</h2>
      <dl className="script-parts">
        <Part lesson={lesson} name="Say" lines={say} />
        <Part lesson={lesson} name="Ask this" lines={ask === null ? [] : [ask]} isStrong />
        {expect.length > 0 && (
          <div>
            <dt>Expect</dt>
            <dd>
              <table className="script-expect">
                <thead>
                  <tr>
                    <th scope="col">these wrong answers</th>
                    <th scope="col">then say</th>
                  </tr>
                </thead>
                <tbody>
                  {expect.map(({ answer, say: reply }) => (
                    <tr key={answer}>
                      <th scope="row">{answer}</th>
                      <td>{reply}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </dd>
          </div>
        )}
        <Part lesson={lesson} name="Then say" lines={reply} />
        {number !== null && (
          <div>
            <dt>The number</dt>
            <dd>
              <strong className="script-figure">{number.figure}</strong>
              <ul>
                {number.sums.map((sum) => (
                  <li key={sum}>{sum}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

interface PartProps {
  readonly lesson: Lesson;
  readonly name: string;
  readonly lines: readonly string[];
  readonly isStrong?: boolean;
}

function Part({ lesson, name, lines, isStrong = false }: PartProps) {
  if (lines.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="told" data-strong={isStrong}>
        {lines.map((line) => (
          <p key={line}>
            <WithKeys lesson={lesson}>{line}</WithKeys>
          </p>
        ))}
      </dd>
    </div>
  );
}
