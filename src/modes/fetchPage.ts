/** fetchPage gets React and all panels. */
export const fetchPage = () => import('./showPage.tsx');

/** fetchChallenges gets the page of challenges, with what it shares with the Lab. */
export const fetchChallenges = () => import('./challenge/showChallenges.tsx');

/** fetchInterview gets the page of the interview: cards, their worlds, and the finder. */
export const fetchInterview = () => import('./interview/showInterview.tsx');

/** fetchPresent gets the windows of a presentation: the screen of a class, and the notes. */
export const fetchPresent = () => import('./present/showPresent.tsx');

/** fetchCourse gets the course: lessons, their worlds, and how far somebody is. */
export const fetchCourse = () => import('./lesson/showCourse.tsx');
