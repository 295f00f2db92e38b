/** worldLetters names the worlds of a comparison: A, B and C. */

/** Whoever is to compare more cannot see what differs. */
export const MOST_WORLDS = 3;

/** "A" is the first world. */
export function letterOf(world: number): string {
  return String.fromCharCode(65 + world);
}
