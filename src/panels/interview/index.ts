/** The panels of the interview: the board in four parts, the finder, and the side of whoever asks. */
export { BeatBar } from './BeatBar.tsx';
export { ExportDialog } from './ExportDialog.tsx';
export { Finder, FinderDialog } from './FinderDialog.tsx';
export { InterviewControls } from './InterviewControls.tsx';
export { InterviewerPanel } from './InterviewerPanel.tsx';
export { PricePanel } from './PricePanel.tsx';
export { PrintedCard } from './PrintedCard.tsx';
export { Quadrant } from './Quadrant.tsx';
export { SumsPanel } from './SumsPanel.tsx';
export { TradeOffPanel, useTradeOffs } from './TradeOffPanel.tsx';
export { usePrinting } from './usePrinting.ts';
export { actOf, useSecretFault } from './useSecretFault.ts';
