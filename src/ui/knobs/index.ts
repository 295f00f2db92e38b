/** Values that are changed where they stand in a sentence. */
export type { Choice, ChoiceKnobProps } from './ChoiceKnob';
export { ChoiceKnob } from './ChoiceKnob';
export type { NumberKnobProps } from './NumberKnob';
export { NumberKnob } from './NumberKnob';
export type { NumberEntry, NumberRange } from './numberEntry';
export { readNumber, writeNumber } from './numberEntry';
export { SentenceKnobs } from './SentenceKnobs';
export { ToggleKnob } from './ToggleKnob';
