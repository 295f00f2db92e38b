/**
 * createMermaidDiagram draws Mermaid text into an element. Mermaid is large: it is loaded when a diagram
 * is asked for, and never with the page.
 *
 * The text is ours alone, and even so Mermaid runs in its strict mode, without HTML in labels, and what
 * it gives back is parsed as a drawing and not as a page.
 */
import './diagrams.css';

export interface MermaidDiagram {
  /** Draws this text; an earlier one that is still being drawn is dropped. */
  draw(text: string, label: string): Promise<void>;
  destroy(): void;
}

let drawings = 0;

export function createMermaidDiagram(host: HTMLElement): MermaidDiagram {
  const frame = document.createElement('div');
  frame.className = 'mermaid-diagram';
  frame.setAttribute('role', 'img');
  host.append(frame);
  let asked = 0;
  return {
    async draw(text, label) {
      const ask = ++asked;
      frame.setAttribute('aria-label', label);
      frame.setAttribute('aria-busy', 'true');
      const { default: mermaid } = await import('mermaid');
      mermaid.initialize({
        startOnLoad: false,
        securityLevel: 'strict',
        htmlLabels: false,
        flowchart: { htmlLabels: false },
        theme: 'base',
        themeVariables: coloursOf(host),
        fontFamily: getComputedStyle(host).fontFamily,
      });
      const { svg } = await mermaid.render(`mermaid-drawing-${++drawings}`, text);
      if (ask !== asked) return;
      const drawing = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
      frame.replaceChildren(...(drawing === null ? [] : [document.importNode(drawing, true)]));
      frame.removeAttribute('aria-busy');
    },
    destroy() {
      asked++;
      frame.remove();
    },
  };
}

/** The theme's own colours, as Mermaid names them. */
function coloursOf(host: HTMLElement): Record<string, string> {
  const style = getComputedStyle(host);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const [ink, panel, page, border, grid] = [
    colour('--ink'),
    colour('--panel'),
    colour('--page'),
    colour('--border'),
    colour('--grid'),
  ];
  return {
    background: panel,
    primaryColor: panel,
    primaryTextColor: ink,
    primaryBorderColor: ink,
    secondaryColor: page,
    tertiaryColor: page,
    tertiaryBorderColor: border,
    lineColor: ink,
    textColor: ink,
    clusterBkg: page,
    clusterBorder: border,
    edgeLabelBackground: panel,
    actorBkg: panel,
    actorBorder: ink,
    actorTextColor: ink,
    actorLineColor: border,
    signalColor: ink,
    signalTextColor: ink,
    noteBkgColor: page,
    noteBorderColor: grid,
    noteTextColor: ink,
    labelBoxBkgColor: panel,
  } as Record<string, string>;
}
