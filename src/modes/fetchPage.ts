/** fetchPage gets React and all panels. */
export const fetchPage = () => import('./showPage.tsx');
