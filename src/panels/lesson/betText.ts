/** betText is a bet in a few words, as it stands beside the question once it is locked. */
import type { Bet, BetAnswer } from '../../lessons/course/index.ts';

export function betText(bet: Bet, answer: BetAnswer): string {
  if (bet.kind === 'choice' && answer.kind === 'choice') {
    return bet.options.find(({ id }) => id === answer.option)?.text ?? '';
  }
  if (bet.kind === 'sort' && answer.kind === 'sort') {
    const bins = bet.items.map(
      ({ id }) => bet.bins.find((bin) => bin.id === answer.bins[id])?.text,
    );
    return bins.length > 3 ? `${bins.length} of ${bins.length} placed` : bins.join(' · ');
  }
  return 'your curve';
}
