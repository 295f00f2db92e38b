/** The modes: which panels, in which arrangement. */
export {
  fetchChallenges,
  fetchCourse,
  fetchInterview,
  fetchPage,
  fetchPresent,
} from './fetchPage.ts';
export { showFirstPicture } from './lab/firstPicture.ts';
