/** Plain controls and the theme. They know nothing of queues. */
import './fonts.css';
import './theme.css';

export { announce } from './announcements';
export type { ButtonProps, IconButtonProps } from './Button';
export { Button, IconButton } from './Button';
export { copyText } from './copyText';
export type { DataColumn, DataRow, DataTableProps } from './DataTable';
export { DataTable } from './DataTable';
export type { DialogProps } from './Dialog';
export { Dialog } from './Dialog';
export type { KeyBinding } from './keys/KeyBinding';
export { KeyCap } from './keys/KeyCap';
export { KeyList } from './keys/KeyList';
export { useKeyBindings } from './keys/useKeyBindings';
export { useCap, useKeysIn } from './keys/useMovedKeys';
export type { Choice, ChoiceKnobProps, NumberKnobProps, NumberRange } from './knobs';
export {
  ChoiceKnob,
  NumberKnob,
  readNumber,
  SentenceKnobs,
  ToggleKnob,
  writeNumber,
} from './knobs';
export { later } from './later';
export { Paper } from './Paper';
export type { Segment, SegmentedControlProps } from './SegmentedControl';
export { SegmentedControl } from './SegmentedControl';
export type { SpeedSliderProps, SpeedStop } from './SpeedSlider';
export { SpeedSlider, speedStops } from './SpeedSlider';
export { StatusRegion } from './StatusRegion';
export type { Tab, TabsProps } from './Tabs';
export { Tabs } from './Tabs';
export { VisuallyHidden } from './VisuallyHidden';
