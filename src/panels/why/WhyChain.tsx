/** WhyChain is a reason link by link, and the rule that it ends in set apart from what happened. */
import type { Sentence } from '../../explain/index.ts';
import { plain } from '../../explain/index.ts';
import { SentenceText } from './SentenceText.tsx';
import './Why.css';

export function WhyChain({ chain }: { chain: readonly Sentence[] }) {
  return (
    <ol className="why-chain">
      {chain.map((link) => {
        const text = plain(link);
        return (
          <li key={text} data-rule={text.startsWith('Rule: ')}>
            <SentenceText sentence={link} />
          </li>
        );
      })}
    </ol>
  );
}
