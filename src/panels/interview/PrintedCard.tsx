/** PrintedCard is the card on one page of paper: what was asked, summed, measured and paid. Nobody sees it before. */
import { measured } from '../../interview/cards/index.ts';
import {
  isTold,
  sentenceText,
  type ToldCard,
  toldOf,
  tradeOffKinds,
  tradeOffText,
} from '../../interview/index.ts';
import { Paper } from '../../ui/index.ts';
import './InterviewPanels.css';

export function PrintedCard({ card, values, checks, tradeOffs, link }: ToldCard) {
  const { title, asked, state, theNumber, price, because, assumptions, worlds } = card;
  const sentence = sentenceText(card, values);
  const told = toldOf(card, values);
  const [before, after] = theNumber.numbers.map((id) => {
    const engine = checks.find(({ number }) => number.id === id)?.engine;
    return engine === undefined ? '?' : measured(engine);
  });
  return (
    <Paper className="interview-print" aria-hidden="true">
      <h1>{title}</h1>
      <p>{asked}</p>
      <p className="interview-print-state">“{state}”</p>
      {sentence !== '' && <p>{sentence}</p>}
      <p className="interview-print-number">
        {before} → {after} {theNumber.word}
      </p>
      <p>
        {worlds[0].title} → {worlds[1].title}
      </p>
      <table>
        <thead>
          <tr>
            <th>what</th>
            <th>by hand</th>
            <th>the engine</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ number, sum, engine }) => (
            <tr key={number.id}>
              <td>{number.label}</td>
              <td>{sum.text}</td>
              <td>{measured(engine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tradeOffs !== null && (
        <table>
          <thead>
            <tr>
              <th>so far</th>
              <th>{worlds[0].title}</th>
              <th>{worlds[1].title}</th>
            </tr>
          </thead>
          <tbody>
            {tradeOffKinds
              .filter((kind) => isTold(kind, tradeOffs))
              .map((kind) => (
                <tr key={kind.name}>
                  <td>{kind.title}</td>
                  <td>{tradeOffText(kind, tradeOffs[0])}</td>
                  <td>{tradeOffText(kind, tradeOffs[1])}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      <p>
        <strong>Price</strong> {price} {told !== null && `(${told})`}
      </p>
      <p>
        <strong>Because</strong> {because}
      </p>
      <p>
        <strong>Assumed</strong> {assumptions}
      </p>
      <p className="interview-print-link">{link}</p>
    </Paper>
  );
}
