/** The modes: which panels, in which arrangement. */
export { fetchChallenges, fetchCourse, fetchPage } from './fetchPage.ts';
export { showFirstPicture } from './lab/firstPicture.ts';
