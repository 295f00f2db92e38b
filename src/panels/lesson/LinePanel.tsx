/** LinePanel names it, last: the line, its price, what it assumes, and what brokers call it. */
import type { Lesson, Term } from '../../lessons/course/index.ts';

export interface LinePanelProps {
  readonly lesson: Lesson;
  /** The lesson was skipped with a right bet. */
  readonly isKnown: boolean;
  readonly next: { readonly href: string; readonly title: string } | null;
  readonly onAgain: () => void;
}

export function LinePanel({ lesson, isKnown, next, onAgain }: LinePanelProps) {
  const { say, sayMore, price, assumptions, terms } = lesson;
  return (
    <section className="lesson-step" aria-label="The line">
      <h2 className="lesson-heading">{isKnown ? 'You knew it' : 'The line'}</h2>
      <p className="lesson-say">“{say}”</p>
      {sayMore !== undefined && <p className="told lesson-told">{sayMore}</p>}
      <dl className="lesson-facts">
        <dt>Price</dt>
        <dd>{price}</dd>
        <dt>Assumed</dt>
        <dd>{assumptions}</dd>
      </dl>
      <div className="lesson-actions">
        {next !== null && (
          <a className="ui-button" data-variant="primary" href={next.href}>
            <span className="ui-button-label">Next: {next.title}</span>
          </a>
        )}
        <a className="ui-button" href="#course">
          <span className="ui-button-label">The course</span>
        </a>
        <button type="button" className="ui-button" data-variant="quiet" onClick={onAgain}>
          <span className="ui-button-label">Again from the start</span>
        </button>
      </div>
      <Terms terms={terms} />
    </section>
  );
}

/** What the ideas of the lesson are called elsewhere. */
function Terms({ terms }: { terms: readonly Term[] }) {
  return (
    <table className="lesson-terms">
      <caption className="lesson-heading">What it is called elsewhere</caption>
      {terms.map(({ here, rabbitmq, sqs, kafka }) => (
        <tbody key={here}>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {here}
            </th>
          </tr>
          <Word broker="RabbitMQ" word={rabbitmq} />
          <Word broker="SQS" word={sqs} />
          <Word broker="Kafka" word={kafka} />
        </tbody>
      ))}
    </table>
  );
}

function Word({ broker, word }: { broker: string; word: string }) {
  return (
    <tr>
      <th scope="row">{broker}</th>
      <td>{word}</td>
    </tr>
  );
}
