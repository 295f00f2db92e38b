/**
 * textMeasure knows how wide a text will be without putting it into the page: labels are laid out
 * up to sixty times a second, and asking the page would cost a layout each time.
 */
export interface TextMeasure {
  width(text: string, weight?: number): number;
  /** The size or the fonts have changed. */
  forget(): void;
}

export function createTextMeasure(host: HTMLElement, fontSize: () => number): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  let family: string | undefined;

  return {
    width(text, weight = 400) {
      const key = `${weight} ${text}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      family ??= getComputedStyle(host).fontFamily;
      let width = text.length * fontSize() * 0.6;
      if (context) {
        context.font = `${weight} ${fontSize()}px ${family}`;
        width = context.measureText(text).width;
      }
      // Playhead times are all different: without a limit they would pile up.
      if (known.size > 500) known.clear();
      known.set(key, width);
      return width;
    },
    forget() {
      known.clear();
      family = undefined;
    },
  };
}
