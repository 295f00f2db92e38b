/** The modes: which panels, in which arrangement. */
export { LabMode } from './lab/LabMode.tsx';
