/** fetchPage gets React and all panels. */
export const fetchPage = () => import('./showPage.tsx');

/** fetchChallenges gets the page of challenges, with what it shares with the Lab. */
export const fetchChallenges = () => import('./challenge/showChallenges.tsx');
