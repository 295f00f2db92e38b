/** The modes: which panels, in which arrangement. */
export { fetchPage } from './fetchPage.ts';
export { showFirstPicture } from './lab/firstPicture.ts';
