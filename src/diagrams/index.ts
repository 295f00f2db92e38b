/** Diagrams: Mermaid text from a system, its lifecycles and its trace, and its renderer, loaded when needed. */
export { createMermaidDiagram, type MermaidDiagram } from './createMermaidDiagram.ts';
export { lifecycleText } from './lifecycleText.ts';
export { topologyText } from './topologyText.ts';
