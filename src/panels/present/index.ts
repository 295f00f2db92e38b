/** The panels of a presentation: the screen of the class, and the notes beside it. Fetched with it alone. */
export { AudienceBar, usePointer } from './AudienceBar.tsx';
export { AudienceScreen } from './AudienceScreen.tsx';
export { HandsForm } from './HandsForm.tsx';
export { Miniature } from './Miniature.tsx';
export { NotesControls } from './NotesControls.tsx';
export { PenLayer } from './PenLayer.tsx';
export { PointerLight } from './PointerLight.tsx';
export { ScriptPanel } from './ScriptPanel.tsx';
export { TalkClock } from './TalkClock.tsx';
export { useTalk } from './useTalk.ts';
