/**
 * harmless is a title as Mermaid may read it: letters, digits and a few signs. Everything else could begin
 * a directive, an entity, a comment or a tag, and the word "end" would close a block.
 */
export function harmless(title: string): string {
  const words = title
    .replace(/[^\p{Letter}\p{Number}\p{Mark} .,+'’/()-]/gu, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/\bend\b/gi, 'End.')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'no name' : words;
}
