/** fetchMoments gets what finds the moments of a run: it reads the story, which comes after the first picture. */
export const fetchMoments = () => import('./moments.ts');
