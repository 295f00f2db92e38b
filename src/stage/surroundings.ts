/** surroundings tells of what changes around a stage: its size, the theme, the fonts. */

/** Returns how to stop. `resized`: measure again; `rethemed`: read the colours again, then measure. */
export function watchSurroundings(
  measured: readonly Element[],
  resized: () => void,
  rethemed: () => void,
): () => void {
  const sizes = new ResizeObserver(resized);
  for (const element of measured) sizes.observe(element);
  const theme = new MutationObserver(rethemed);
  theme.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-size'],
  });
  const wishes = [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)',
  ];
  const media = wishes.map((wish) => matchMedia(wish));
  for (const query of media) query.addEventListener('change', rethemed);
  document.fonts.addEventListener('loadingdone', resized);
  return () => {
    sizes.disconnect();
    theme.disconnect();
    for (const query of media) query.removeEventListener('change', rethemed);
    document.fonts.removeEventListener('loadingdone', resized);
  };
}
