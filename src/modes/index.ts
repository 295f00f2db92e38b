/** The modes: which panels, in which arrangement. */
export { fetchChallenges, fetchCourse, fetchInterview, fetchPage } from './fetchPage.ts';
export { showFirstPicture } from './lab/firstPicture.ts';
