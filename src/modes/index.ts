/** The modes: which panels, in which arrangement. */
export { fetchChallenges, fetchPage } from './fetchPage.ts';
export { showFirstPicture } from './lab/firstPicture.ts';
