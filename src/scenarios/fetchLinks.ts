/** fetchLinks gets what reads and writes links, with the format and the library: a first picture needs neither. */
export const fetchLinks = () => import('./runLink.ts');

export type Links = Awaited<ReturnType<typeof fetchLinks>>;
