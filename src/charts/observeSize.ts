/**
 * observeSize tells a chart how large it is and what one unit is: a sixteenth of the root font size.
 *
 * A ruler of one rem stands in the host beside the drawing. It changes with the presenter scale and
 * with the reader's own text size, which the size of the host alone would not show.
 */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

export function observeSize(
  host: HTMLElement,
  onChange: (size: ChartSize) => void,
): { disconnect(): void } {
  const ruler = document.createElement('span');
  ruler.className = 'chart-ruler';
  ruler.setAttribute('aria-hidden', 'true');
  host.append(ruler);
  const measure = () => {
    // As laid out: a miniature is drawn as large as its original, and shrunk as a whole.
    onChange({
      width: host.clientWidth,
      height: host.clientHeight,
      unit: ruler.offsetWidth / 16 || 1,
    });
  };
  const observer = new ResizeObserver(measure);
  observer.observe(host);
  observer.observe(ruler);
  return {
    disconnect() {
      observer.disconnect();
      ruler.remove();
    },
  };
}
